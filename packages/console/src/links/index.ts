/** The links of an ASMPvlConfig and their names, for programs that must start quickly: nothing else is loaded with them. */
export { type Channel, type Link, linkKey, linksOf, type Mood, type Stage } from './links.ts';
export { type NameOf, nameOf, shortId } from './names.ts';
