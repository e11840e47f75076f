/** Times as people of this place read them. */

/** @param text as APIs write it, or milliseconds since the epoch */
export function timeText(given: string | number, language: string): string {
  if (given === '') return '';
  const at = new Date(given);
  if (Number.isNaN(at.getTime())) return String(given);
  return at.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
}
