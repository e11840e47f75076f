/** What is typed into a form. */

export function TextField({
  label,
  most,
  value,
  set,
}: {
  label: string;
  most: number;
  value: string;
  set: (value: string) => void;
}) {
  return (
    <label>
      {label}
      <input required maxLength={most} value={value} onInput={({ currentTarget }) => set(currentTarget.value)} />
    </label>
  );
}

/** From 1 up. */
export function NumberField({
  label,
  most,
  value,
  set,
}: {
  label: string;
  most: number;
  value: number;
  set: (value: number) => void;
}) {
  return (
    <label>
      {label}
      <input
        type="number"
        min={1}
        max={most}
        value={value}
        onInput={({ currentTarget }) => set(Number(currentTarget.value))}
      />
    </label>
  );
}
