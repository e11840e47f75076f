const layouts = [
  /^(\d{4})-(\d\d?)-(\d\d?)$/,
  /^(\d{4})-(\d\d?)-(\d\d?) +(\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?$/,
  /^(\d{4})-(\d\d?)-(\d\d?)[Tt](\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/,
];

/** A day, or a time that has a zone just if a `T` stands before it: the forms of YAML 1.1 that a real server takes for one. */
export function isTimestamp(text: string): boolean {
  if (!/^\d{4}-/.test(text)) return false;
  const parts = layouts.map((layout) => layout.exec(text)).find((found) => found !== null);
  if (parts === undefined || parts === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return isDay && hour <= 23 && minute <= 59 && second <= 59 && zoneHour <= 24 && zoneMinute <= 60;
}

/** Leap years come again every 400 years; of the first hundred, Date thinks otherwise. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
