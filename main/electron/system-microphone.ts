import { systemPreferences } from 'electron';

/** Asks macOS for the microphone; the other systems have no such question. */
export function systemGrantsMicrophone(): Promise<boolean> {
  return process.platform === 'darwin'
    ? systemPreferences.askForMediaAccess('microphone')
    : Promise.resolve(true);
}
