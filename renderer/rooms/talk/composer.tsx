import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownPicture } from '../../../contract/picture.ts';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { practisedLanguage, sayTyped } from '../../stores/conversation.ts';
import { Button } from '../../ui/button.tsx';
import styles from './composer.module.css';
import { PictureButton, PicturePreview } from './picture-draft.tsx';
import type { ReadyPicture } from './shrink-picture.ts';
import { usePicture } from './use-picture.ts';
import { COMPOSER_ID } from './use-talk-keys.ts';

/** Characters; the contract's limit for a typed turn. */
const MAX_LENGTH = 8000;

/** Typed words instead of spoken ones, and pictures. What could not be sent stays in the field. */
export function Composer() {
  const { t } = useTranslation();
  const app = useApp();
  const language = useAppState(practisedLanguage);
  const [text, setText] = useState('');
  const [isSending, setSending] = useState(false);
  const draft = usePicture();
  const { picture } = draft;
  const submit = async (): Promise<void> => {
    if ((text.trim() === '' && picture === null) || isSending) return;
    setSending(true);
    const sent = await sayTyped(app, text.trim(), wireOf(picture));
    setSending(false);
    if (!sent) return;
    setText('');
    draft.clear();
  };
  return (
    <form className={styles.form} action={() => void submit()}>
      {picture === null ? null : <PicturePreview picture={picture} clear={draft.clear} />}
      <div className={styles.line}>
        {draft.isOffered ? <PictureButton take={draft.take} /> : null}
        <textarea
          id={COMPOSER_ID}
          className={styles.field}
          aria-label={t('composer.label')}
          placeholder={t('composer.placeholder')}
          lang={language}
          dir="auto"
          rows={1}
          maxLength={MAX_LENGTH}
          value={text}
          readOnly={isSending}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (!isSubmit(event)) return;
            event.preventDefault();
            void submit();
          }}
        />
        <Button look="icon" type="submit" aria-label={t('composer.send')} disabled={isSending}>
          <SendHorizontal aria-hidden size={20} strokeWidth={1.75} />
        </Button>
      </div>
    </form>
  );
}

/** The picture without what only the page needs. */
function wireOf(picture: ReadyPicture | null): ShownPicture | null {
  return picture === null ? null : { image: picture.image, thumbnail: picture.thumbnail };
}

/** Enter ends a composition of Chinese, Japanese or Korean first; then it sends. */
function isSubmit(event: KeyboardEvent): boolean {
  const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
  return event.key === 'Enter' && !event.shiftKey && !isComposing;
}
