import { useTranslation } from 'react-i18next';
import { useAppState } from '../../stores/app-context.tsx';
import { BudgetBanner } from './budget-banner.tsx';
import { Dock } from './dock.tsx';
import { FailureBanners } from './failure-banners.tsx';
import { Header } from './header.tsx';
import { Page } from './page.tsx';
import styles from './talk-room.module.css';
import { COMPOSER_ID, useTalkKeys } from './use-talk-keys.ts';

/** The screen of the conversation: a header, the page, and the dock with the talk control. */
export function TalkRoom() {
  const { t } = useTranslation();
  const isReady = useAppState((state) => state.link !== 'opening');
  useTalkKeys();
  if (!isReady) return <p className={styles.opening}>{t('app.opening')}</p>;
  return (
    <div className={styles.room}>
      <a className={styles.skip} href={`#${COMPOSER_ID}`}>
        {t('app.skip')}
      </a>
      <Header />
      <Page />
      <BudgetBanner />
      <FailureBanners />
      <Dock />
    </div>
  );
}
