/**
 * Building blocks of the response schemas. Answers are read tolerantly: members we do not name are dropped, optional
 * ones may be missing, numbers and booleans may come as text. The client has taken out null members before.
 */
import * as z from 'zod';

/** Text that may be missing. States are text too: a state unknown to us passes through for the caller to judge. */
export const text = z.string().optional();

/** An id without which the answer is useless. */
export const id = z.string().min(1);

const wholeNumber = z.union([z.number(), z.string().regex(/^\d+$/, 'expected a whole number').transform(Number)]);

/** `TotalCount` is an integer in some lists and text in others (alibaba-cloud-api §0 item 9). */
export const count = wholeNumber.optional();

/** A number without which the answer is useless. */
export const number = wholeNumber;

const truth = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);

export const flag = truth.optional();

export const texts = z.array(z.string()).default([]);

/** A list that stands directly under its name; a missing one is empty. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).default([]);
}

/** The older shape `Vpcs: { Vpc: [...] }`, unwrapped to the plain list. */
export function wrapped<Item extends z.ZodType>(name: string, item: Item) {
  return z
    .record(z.string(), z.unknown())
    .transform((outer) => outer[name] ?? [])
    .pipe(z.array(item))
    .default([]);
}

const tag = z.union([
  z.object({ Key: z.string(), Value: z.string().default('') }),
  z
    .object({ TagKey: z.string(), TagValue: z.string().default('') })
    .transform(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue })),
]);

/** Tags as `{Key, Value}`, whichever of the two spellings the product answers. */
export const tags = list(tag);

/** The same in the older shape `Tags: { Tag: [...] }`. */
export const wrappedTags = wrapped('Tag', tag);

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Request fields of a list paged by token. */
export interface TokenPage {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** Request fields of a list paged by number, from 1. */
export interface NumberPage {
  readonly PageNumber?: number;
  readonly PageSize?: number;
}

/** Response fields of a list paged by token. `NextToken` is empty or absent at the end. */
export const tokenPage = { NextToken: text, TotalCount: count };

/** Response fields of a list paged by number. */
export const numberPage = { PageNumber: count, PageSize: count, TotalCount: count };

/** An answer of which only the arrival matters. */
export const done = z.object({ RequestId: text });
