import { useTranslation } from 'react-i18next';
import type { Delivery } from '../../../contract/session.ts';
import styles from './pauses-note.module.css';

/** Height and width of the line in its own units; it is stretched to its place. */
const WIDTH = 1000;
const HEIGHT = 6;

/**
 * Where the learner hesitated in a turn: a slim line of its time, bold where something was said,
 * and the pauses in words. It is no blame: without pauses there is nothing.
 */
export function PausesNote({ delivery }: { delivery: Delivery }) {
  const { t, i18n } = useTranslation();
  const { hesitations } = delivery;
  if (hesitations.length === 0) return null;
  const format = new Intl.NumberFormat(i18n.language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const list = hesitations
    .map(({ milliseconds }) =>
      t('transcript.seconds', { value: format.format(milliseconds / 1000) }),
    )
    .join(t('transcript.listComma'));
  return (
    <p className={styles.note}>
      <svg
        className={styles.line}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <rect className={styles.time} y={HEIGHT / 2 - 0.5} width={WIDTH} height={1} />
        {spokenParts(delivery).map(({ from, to }) => (
          <rect
            key={from}
            className={styles.spoken}
            x={from * WIDTH}
            width={(to - from) * WIDTH}
            height={HEIGHT}
          />
        ))}
      </svg>
      <span>{t('transcript.pauses', { count: hesitations.length, list })}</span>
    </p>
  );
}

/** What lies between the pauses, as parts of the whole turn. */
function spokenParts({ milliseconds, hesitations }: Delivery) {
  const ends = [...hesitations.map(({ atMilliseconds }) => atMilliseconds), milliseconds];
  const starts = [0, ...hesitations.map((pause) => pause.atMilliseconds + pause.milliseconds)];
  return starts.map((from, index) => ({
    from: from / milliseconds,
    to: Math.max(from, ends[index] ?? from) / milliseconds,
  }));
}
