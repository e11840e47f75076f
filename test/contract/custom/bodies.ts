import { type ContractRequest, mergePatch, post, put, remove } from '../request.ts';
import { widget, widgets } from './kinds.ts';

/** What bodies say that they are: right, of other versions, groups and kinds, and nothing. */
const said = [
  { apiVersion: 'demo.example.com/v1', kind: 'Widget' },
  { apiVersion: 'demo.example.com/v2', kind: 'Widget' },
  { apiVersion: 'v1', kind: 'Widget' },
  { apiVersion: 'demo.example.com/v1', kind: 'Gadget' },
  { apiVersion: 'demo.example.com/v1' },
  { kind: 'Widget' },
  { apiVersion: 'a/b/c', kind: 'Widget' },
  { apiVersion: 'v1', kind: 'Secret' },
];

/** Their contents: right, with fields that nobody knows, and of another type. */
const contents = [
  { metadata: { name: 'b1' }, spec: { size: 1 } },
  { metadata: { name: 'b1', nosuch: 1 }, spec: { size: 1, nosuch: 1 }, nosuch: 1 },
  { metadata: { name: 'b1', labels: { a: 1 } }, spec: { size: 'a' } },
];

const modes = ['', '&fieldValidation=Strict', '&fieldValidation=Ignore'];

/** Bodies that are something else than the path says: what is told first, and what is warned of. */
export const bodyRequests: ContractRequest[] = [
  post('create what other bodies are sent for', widgets, widget('b1'), { setup: true }),
  ...said.flatMap((head) =>
    contents.flatMap((content) =>
      modes.flatMap((mode) => {
        const body = { ...head, ...content };
        const what = `a body: ${JSON.stringify(body)}${mode}`;
        return [
          post(`create with ${what}`, `${widgets}?dryRun=All${mode}`, body),
          put(`replace with ${what}`, `${widgets}/b1?dryRun=All${mode}`, body),
          mergePatch(`patch with ${what}`, `${widgets}/b1?dryRun=All${mode}`, body),
        ];
      }),
    ),
  ),
  remove('delete what other bodies were sent for', `${widgets}/b1`, undefined, { setup: true }),
];
