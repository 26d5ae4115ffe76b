import { ImagePlus, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { pictureTokens, takesPictures } from '../../../contract/picture.ts';
import { formatCount, formatMoney } from '../../locales/format-amounts.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './picture-draft.module.css';
import type { ReadyPicture } from './shrink-picture.ts';
import type { PictureDraft } from './use-picture.ts';

/** What is to be shown, what that costs, and the way to leave it out after all. */
export function PicturePreview({
  picture,
  clear,
}: {
  picture: ReadyPicture;
  clear: PictureDraft['clear'];
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.preview}>
      <img className={styles.thumbnail} src={picture.thumbnail} alt={t('picture.draft')} />
      <p className={styles.cost} role="status">
        <Cost picture={picture} />
      </p>
      <Button look="icon" aria-label={t('picture.remove')} onClick={clear}>
        <X aria-hidden size={18} strokeWidth={1.75} />
      </Button>
    </div>
  );
}

function Cost({ picture }: { picture: ReadyPicture }) {
  const { t, i18n } = useTranslation();
  const { kind, model } = useAppState((state) => state.session.endpoint);
  const rate = useAppState((state) => state.meter.pictures);
  const tokens = pictureTokens(picture, model);
  const size = `${picture.width} × ${picture.height}`;
  if (tokens === null) {
    const isUntried = takesPictures({ kind, model }) === 'unknown';
    return t(isUntried ? 'picture.untried' : 'picture.costUnknown', { size });
  }
  const count = formatCount(tokens, i18n.language);
  if (rate === null) return t('picture.cost', { size, tokens: count });
  const money = formatMoney((tokens * rate) / 1e6, i18n.language);
  return t('picture.costMoney', { size, tokens: count, money });
}

/** Opens the system's own way to choose a picture. */
export function PictureButton({ take }: Pick<PictureDraft, 'take'>) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) take(file);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
      <Button
        look="icon"
        aria-label={t('picture.add')}
        title={t('picture.addTitle')}
        onClick={() => input.current?.click()}
      >
        <ImagePlus aria-hidden size={20} strokeWidth={1.75} />
      </Button>
    </>
  );
}
