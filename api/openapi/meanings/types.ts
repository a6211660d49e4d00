/** What each name means: of fields, parameters, objects or tags. */
export type Meanings = Readonly<Record<string, string>>;

/** Meanings in one object, by its component, or in one operation, by its id. */
export type MeaningsByOwner = Readonly<Record<string, Meanings>>;
