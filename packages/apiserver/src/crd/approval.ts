import { child, metadataOf, text } from '../meta/object.ts';
import { invalid, required } from '../schema/cause.ts';
import { parseUrl, UrlError } from '../schema/cel/functions/go-url.ts';
import { goQuote } from '../schema/go-format.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';

/** Groups of the Kubernetes community are for APIs that it has approved, which an annotation of the definition says (apihelpers/helpers.go). */
const annotation = 'api-approved.kubernetes.io';
const policy = 'see https://github.com/kubernetes/enhancements/pull/1111';

type State = 'Approved' | 'Invalid' | 'Missing' | 'Unapproved';

/** Undefined for a group of anybody else. */
export function approvalOf(definition: JsonObject): { state: State; message: string } | undefined {
  const group = text(child(definition, 'spec')['group']);
  if (!/(^|\.)(k8s|kubernetes)\.io$/.test(group)) return undefined;
  const value = annotationOf(definition);
  if (value === '') {
    return { state: 'Missing', message: `protected groups must have approval annotation "${annotation}", ${policy}` };
  }
  if (value.startsWith('unapproved')) return { state: 'Unapproved', message: `not approved: ${goQuote(value)}` };
  if (isUrl(value)) return { state: 'Approved', message: `approved in ${value}` };
  const forms = 'either a URL or a reason starting with "unapproved"';
  return {
    state: 'Invalid',
    message: `protected groups must have approval annotation "${annotation}" with ${forms}, ${policy}`,
  };
}

/** What is wrong with the approval of a new definition, or of one that replaces `before` and says something else. */
export function validateApproval(definition: JsonObject, before: JsonObject | undefined): Cause[] {
  const approval = approvalOf(definition);
  if (approval === undefined || (before !== undefined && approvalOf(before)?.state === approval.state)) return [];
  const field = `metadata.annotations[${annotation}]`;
  if (approval.state === 'Missing') return [required(field, approval.message)];
  return approval.state === 'Invalid' ? [invalid(field, annotationOf(definition), approval.message)] : [];
}

function annotationOf(definition: JsonObject): string {
  return text(child(metadataOf(definition), 'annotations')[annotation]);
}

function isUrl(value: string): boolean {
  try {
    const { scheme, host } = parseUrl(value);
    return scheme !== '' && host !== '';
  } catch (error) {
    if (error instanceof UrlError) return false;
    throw error;
  }
}
