// What follows would be read as markup, entities, phoneme names or embedded commands.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const COMMANDS = /[\u0000-\u001f\u007f<>[\]]|&(?=[#\w])/g;

/** The text with all that steers the synthesiser replaced by spaces, one for one: positions stay. */
export function speakable(text: string): string {
  return text.toWellFormed().replace(COMMANDS, ' ');
}
