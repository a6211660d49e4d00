declare const brand: unique symbol;

/** A value of type `T` that cannot be swapped silently for another `T`: made by one parser, at the boundary. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
