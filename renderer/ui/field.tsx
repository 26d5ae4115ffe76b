import { type ComponentPropsWithRef, type ReactNode, useEffect, useId, useState } from 'react';
import styles from './field.module.css';

export interface Option<T extends string = string> {
  readonly value: T;
  readonly label: string;
}

interface Labelled {
  label: string;
  hint?: string | undefined;
}

/** A label, a control that takes its ids from `children`, and a line of explanation. */
export function Field({
  label,
  hint,
  children,
}: Labelled & { children: (ids: { id: string; 'aria-describedby'?: string }) => ReactNode }) {
  const id = useId();
  const hintId = `${id}hint`;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(hint === undefined ? { id } : { id, 'aria-describedby': hintId })}
      {hint === undefined ? null : (
        <p id={hintId} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** One choice out of a few. A value that is not among the options is shown as it is. */
export function SelectField<T extends string>({
  label,
  hint,
  value,
  options,
  onChange,
}: Labelled & { value: T; options: readonly Option<T>[]; onChange: (value: T) => void }) {
  const known = options.some((option) => option.value === value);
  const shown = known ? options : [...options, { value, label: value }];
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <select
          {...ids}
          className={styles.control}
          value={value}
          onChange={(event) => {
            const chosen = shown.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {shown.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type InputProps = Pick<
  ComponentPropsWithRef<'input'>,
  'type' | 'min' | 'max' | 'step' | 'list' | 'dir' | 'spellCheck' | 'maxLength' | 'placeholder'
>;

/** A written value, handed over when it is finished: on Enter, or when the field is left. */
export function DraftField({
  label,
  hint,
  value,
  onCommit,
  ...input
}: Labelled & InputProps & { value: string; onCommit: (value: string) => void }) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const commit = (): void => {
    if (draft !== value) onCommit(draft);
  };
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <input
          {...ids}
          {...input}
          className={styles.control}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit();
          }}
        />
      )}
    </Field>
  );
}

/** Yes or no. */
export function CheckField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
}) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
