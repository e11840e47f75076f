/** What deserves a look, in a line or two: a screen is read in seconds. The whole message is in `-o json`, `-o yaml` and the object. Pure. */
import { conditionTypes } from '@asm-privatelink/api/names';
import type { StatusData } from './schema.ts';

type Note = StatusData['notes'][number];

/** Links that are up are not all of the guide: what comes after them is said so that nobody wonders. */
export function noteText({ type, reason, message }: Note, notes: readonly Note[]): string {
  if (type === conditionTypes.certificateNames && reason === 'CertificateNameMissing') {
    return `${reason}: the guide’s last step is left. The certificates of API servers lack the domains of their endpoints: see which with "asmpvl san show", add them with "asmpvl san add". A cluster that was handed over with "asmpvl handoff" needs none.`;
  }
  if (type === conditionTypes.certificateNames && reason === 'CertificateNameAdding') {
    return `${reason}: the operator adds the domains of the endpoints to the certificates of API servers, one cluster at a time. Nobody has to do anything.`;
  }
  if (type === conditionTypes.membersRunning && reason === 'Connecting') {
    const named = !notes.some((each) => each.type === conditionTypes.certificateNames);
    const why = named
      ? 'It looks by itself, every minute or so; if it stays, "asmpvl diagnose" says why.'
      : 'It cannot before the certificates bear these domains.';
    return `${reason}: the links are up, and the mesh does not show every cluster as Running yet. ${why}`;
  }
  return `${reason}: ${message}`;
}
