import { useTranslation } from 'react-i18next';
import type { PictureView } from '../../../contract/picture.ts';
import styles from './shown-picture.module.css';
import transcript from './transcript.module.css';

/** What the learner has shown, as long as it is kept; the words to it are its description. */
export function ShownPicture({ picture, text }: { picture: PictureView; text: string }) {
  const { t } = useTranslation();
  if (picture.thumbnail === null) return <p className={transcript.quiet}>{t('picture.gone')}</p>;
  return (
    <img
      className={styles.picture}
      src={picture.thumbnail}
      alt={text === '' ? t('picture.alt') : text}
      width={picture.width}
      height={picture.height}
    />
  );
}
