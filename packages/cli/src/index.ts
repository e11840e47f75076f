/** A program, not a library: it begins in main.ts, and nothing here is for others to import. */
export {};
