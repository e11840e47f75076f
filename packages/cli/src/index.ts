/** A program, not a library: it begins in main.ts. Only what is made from it is for others. */
export { type GeneratedFile, generatedFiles } from './generated.ts';
