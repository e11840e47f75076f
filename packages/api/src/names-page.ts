/** docs/names.md: every name that is API, for people. */
import { annotations, conditionTypes, fieldManager, finalizer, leaseName, roles, tagKeys } from './names.ts';
import { reasons } from './reasons.ts';

const annotationDocs: Record<keyof typeof annotations, string> = {
  pause:
    '`"true"`: change nothing in the cloud until it is removed. The status stays truthful; deletion waits as well.',
  keep: '`"true"`: when the object is deleted, leave its cloud objects where they are.',
  adopt:
    'Ids, separated by commas, of endpoints and endpoint services made by hand that become ours. Once no longer wished they lose our tags and stay.',
  takeOver: 'The id or name of the mesh, spelt out: manage this object although another manager has it.',
  recreate:
    'Ids, separated by commas, of objects of ours that may be deleted and made anew. A new endpoint has a new domain name.',
};

const conditionDocs: Record<keyof typeof conditionTypes, string> = {
  ready: 'True exactly when `status.status` is `Available`.',
  reconciling: 'There, and True, while the operator works towards the spec by itself.',
  stalled: 'There, and True, when nothing more happens until a person acts.',
  certificateNames: 'True when every API-server certificate bears the domain of its endpoint. Never gates Ready.',
  membersRunning: 'True when the mesh sees every cluster as running; absent where the source has no members.',
  warnings: 'There, and True, only while something works but deserves a look.',
};

const tagDocs: Record<keyof typeof tagKeys, string> = {
  mesh: 'The id of the mesh, or the name that was given.',
  role: `What the object is for: ${roles.map((role) => `\`${role}\``).join(', ')}.`,
  cluster: 'The cluster that it serves.',
  vpc: 'The VPC that it serves.',
  uid: 'The ASMPvlConfig that it was made for; it only informs.',
  replaces: 'The object that it was made to replace.',
  adopted: '`true`: a person marked it; it is never deleted by us.',
};

export function namesMarkdown(): string {
  const table = (names: Readonly<Record<string, string>>, docs: Readonly<Record<string, string>>) =>
    Object.entries(names)
      .map(([key, name]) => `| \`${name}\` | ${docs[key] ?? ''} |`)
      .join('\n');
  const rows = Object.entries(reasons).map(
    ([name, { kind, meaning, action }]) => `| \`${name}\` | ${kind} | ${meaning} | ${action} |`,
  );
  return `<!-- Made from packages/api/src/names.ts and reasons.ts by \`npm run generate\`. Do not edit. -->
# Names

What people write into manifests, scripts, alerts and policies. None of them ever changes its meaning.

## Annotations

| annotation | what it does |
|---|---|
${table(annotations, annotationDocs)}

## Conditions

| type | what it says |
|---|---|
${table(conditionTypes, conditionDocs)}

## Tags of cloud objects

Mesh, role and cluster (or VPC) together say that an object is ours.

| key | what it says |
|---|---|
${table(tagKeys, tagDocs)}

## Others

The finalizer is \`${finalizer}\`, the Lease \`${leaseName}\`, the field manager and the component of events \`${fieldManager}\`.

## Reasons

They stand in conditions, in the rows of the status and in events. The kind says who has to move next: \`good\`, \`progress\` and \`warning\` nobody; \`retry\` nobody, the operator
tries again; \`person\` one of you; \`bug\` the makers of asm-privatelink.

| reason | kind | what it says | what to do |
|---|---|---|---|
${rows.join('\n')}
`;
}
