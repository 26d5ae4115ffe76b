import { TriangleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FailureCode, FailureData } from '../../../contract/failure.ts';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { hideNotice } from '../../stores/app-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './failure-banners.module.css';
import { remediesOf } from './remedies.ts';
import { RemedyButton } from './remedy-button.tsx';

const none: ReadonlySet<FailureCode> = new Set();

/**
 * What went wrong: why there is no session, and what should be known besides. Who tells of some
 * failures in its own place names them in `quiet`.
 */
export function FailureBanners({ quiet = none }: { quiet?: ReadonlySet<FailureCode> }) {
  const { store } = useApp();
  const isClosed = useAppState((state) => state.link === 'closed');
  const session = useAppState((state) => state.session);
  const notices = useAppState((state) => state.notices);
  const ended = session.phase === 'offline' ? session.failure : null;
  const others = notices.filter(
    ({ failure }) => failure.code !== ended?.code && !quiet.has(failure.code),
  );
  return (
    <div role="alert" className={styles.stack}>
      {isClosed ? <ClosedBanner /> : null}
      {ended === null || isClosed ? null : <Banner failure={ended} />}
      {isClosed
        ? null
        : others.map(({ id, failure }) => (
            <Banner key={id} failure={failure} onDismiss={() => hideNotice(store, id)} />
          ))}
    </div>
  );
}

interface BannerProps {
  failure: FailureData;
  onDismiss?: () => void;
}

function Banner({ failure, onDismiss }: BannerProps) {
  const { t } = useTranslation();
  const { code, text } = failure;
  return (
    <div className={styles.banner}>
      <TriangleAlert aria-hidden size={20} strokeWidth={1.75} />
      <div className={styles.text}>
        <p className={styles.what}>{t(`failure.${code}.what`)}</p>
        <p>
          {t('failure.keptAndNext', {
            kept: t(`failure.${code}.kept`),
            next: t(`failure.${code}.next`),
          })}
        </p>
        {text === '' ? null : (
          <details className={styles.detail}>
            <summary>{t('failure.detail')}</summary>
            <p lang="en">{text}</p>
          </details>
        )}
      </div>
      <div className={styles.actions}>
        {remediesOf(code).map((remedy) => (
          <RemedyButton key={remedy} remedy={remedy} onDone={onDismiss} />
        ))}
        {onDismiss === undefined ? null : (
          <Button look="icon" aria-label={t('failure.dismiss')} onClick={onDismiss}>
            <X aria-hidden size={18} />
          </Button>
        )}
      </div>
    </div>
  );
}

function ClosedBanner() {
  const { t } = useTranslation();
  const { reload } = useApp();
  const reason = useAppState((state) => state.closeReason);
  return (
    <div className={styles.banner}>
      <TriangleAlert aria-hidden size={20} strokeWidth={1.75} />
      <div className={styles.text}>
        <p className={styles.what}>{t(`closed.${reason}.what`)}</p>
        <p>{t(`closed.${reason}.next`)}</p>
      </div>
      <div className={styles.actions}>
        <Button look="solid" onClick={reload}>
          {t(`closed.${reason}.reload`)}
        </Button>
      </div>
    </div>
  );
}
