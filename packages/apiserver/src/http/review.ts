import { schemaOf } from '../builtin/schema.ts';
import { timestamp } from '../clock.ts';
import type { Context } from '../context.ts';
import { parseObjectBody } from '../decode/body.ts';
import { DecodeError, decodeTyped } from '../decode/typed.ts';
import { answerReview, findReview, type Review } from '../reviews.ts';
import { isObject, type Json, type JsonObject } from '../schema/json.ts';
import { badRequest, wrongMethod } from '../status.ts';
import { withManagedFields } from '../verbs/managed.ts';
import { parseWriteOptions } from '../verbs/options.ts';
import { negotiate } from './accept.ts';
import type { Call } from './call.ts';
import type { Target } from './path.ts';
import { type Answer, json } from './respond.ts';

/** The answer when the path names a review; undefined when it does not. */
export function reviewEndpoint(call: Call, target: Extract<Target, { type: 'resource' }>): Answer | undefined {
  const review = findReview(target.group, target.version, target.plural);
  if (review === undefined) return undefined;
  const { method, headers, body } = call.request;
  if (method !== 'POST') throw wrongMethod();
  const { manager } = parseWriteOptions('CreateOptions', call.query, headers['user-agent']);
  const format = negotiate(headers['accept']);
  const { value } = parseObjectBody(body, headers['content-type'], { kind: review.kind, builtin: true });
  const asked = tracked(call.context, review, decodeReview(review, value), manager);
  const now = timestamp(call.context.clock.now());
  return { ...json(answerReview(review, asked, call.identity, now), 201), format };
}

/** Who asks owns what it asks, as of any object that is created, though nothing is kept. */
function tracked(context: Context, review: Review, asked: JsonObject, manager: string): JsonObject {
  if (review.definition === undefined) return asked;
  const kind = { ...review, schema: schemaOf(review.definition), status: false };
  return withManagedFields(context, kind, undefined, asked, manager, '');
}

function decodeReview(review: Review, value: Json): JsonObject {
  if (!isObject(value)) throw badRequest(`the body must be an object of kind ${review.kind}`);
  if (review.definition === undefined) return value;
  try {
    return decodeTyped(review.definition, value).object;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw badRequest(
      `${review.kind} in version "${review.version}" cannot be handled as a ${review.kind}: ${error.message}`,
    );
  }
}
