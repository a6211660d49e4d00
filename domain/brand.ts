declare const brand: unique symbol;

/** A value of type `T` that cannot silently replace another `T`. One parser makes it, at the boundary. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
