import type { SpokenLanguage } from '../voices.ts';

/** What the partner says of itself when it has no scenario and no language model. */
export interface PlainSentences {
  readonly greeting: string;
  /** Seconds are whole and at least 1. */
  readonly heard: (seconds: number) => string;
  readonly silence: string;
  readonly noTool: (name: string) => string;
  readonly badArguments: (name: string) => string;
  readonly result: (output: string) => string;
  readonly image: string;
}

const en: PlainSentences = {
  greeting:
    'Hello. I am the practice partner. Type a sentence and I will say it for you to repeat, or choose a guided scene.',
  heard: (seconds) =>
    `I heard you for ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, but I have no speech model, so I cannot tell what you said. Type a sentence and I will say it, or choose a guided scene.`,
  silence: 'I heard nothing. Check the microphone, or type a sentence and I will say it.',
  noTool: (name) => `No tool called ${name} is offered to me.`,
  badArguments: (name) => `The arguments for ${name} must be a JSON object.`,
  result: (output) => `The tool answered: ${output}`,
  image: 'I received an image, but I cannot see.',
};

const es: PlainSentences = {
  greeting:
    'Hola. Soy el compañero de práctica. Escribe una frase y la diré para que la repitas, o elige una escena guiada.',
  heard: (seconds) =>
    `Te he oído durante ${seconds} ${seconds === 1 ? 'segundo' : 'segundos'}, pero no tengo modelo de voz y no sé qué has dicho. Escribe una frase y la diré, o elige una escena guiada.`,
  silence: 'No he oído nada. Revisa el micrófono, o escribe una frase y la diré.',
  noTool: (name) => `No se me ofrece ninguna herramienta llamada ${name}.`,
  badArguments: (name) => `Los argumentos de ${name} deben ser un objeto JSON.`,
  result: (output) => `La herramienta respondió: ${output}`,
  image: 'He recibido una imagen, pero no puedo ver.',
};

const fr: PlainSentences = {
  greeting:
    'Bonjour. Je suis le partenaire d’entraînement. Écrivez une phrase et je la dirai pour que vous la répétiez, ou choisissez une scène guidée.',
  heard: (seconds) =>
    `Je vous ai entendu pendant ${seconds} ${seconds === 1 ? 'seconde' : 'secondes'}, mais je n’ai pas de modèle vocal et je ne sais pas ce que vous avez dit. Écrivez une phrase et je la dirai, ou choisissez une scène guidée.`,
  silence: 'Je n’ai rien entendu. Vérifiez le micro, ou écrivez une phrase et je la dirai.',
  noTool: (name) => `Aucun outil nommé ${name} ne m’est proposé.`,
  badArguments: (name) => `Les arguments de ${name} doivent être un objet JSON.`,
  result: (output) => `L’outil a répondu : ${output}`,
  image: 'J’ai reçu une image, mais je ne peux pas voir.',
};

const de: PlainSentences = {
  greeting:
    'Hallo. Ich bin der Übungspartner. Schreiben Sie einen Satz, dann spreche ich ihn zum Nachsprechen vor, oder wählen Sie eine geführte Szene.',
  heard: (seconds) =>
    `Ich habe Sie ${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'} lang gehört, aber ich habe kein Sprachmodell und weiß nicht, was Sie gesagt haben. Schreiben Sie einen Satz, dann spreche ich ihn vor, oder wählen Sie eine geführte Szene.`,
  silence:
    'Ich habe nichts gehört. Prüfen Sie das Mikrofon, oder schreiben Sie einen Satz, dann spreche ich ihn vor.',
  noTool: (name) => `Mir wird kein Werkzeug namens ${name} angeboten.`,
  badArguments: (name) => `Die Argumente für ${name} müssen ein JSON-Objekt sein.`,
  result: (output) => `Das Werkzeug hat geantwortet: ${output}`,
  image: 'Ich habe ein Bild erhalten, aber ich kann nicht sehen.',
};

const ja: PlainSentences = {
  greeting:
    'こんにちは。練習パートナーです。文を入力すると、まねできるように読み上げます。場面を選ぶこともできます。',
  heard: (seconds) =>
    `${seconds}秒間、声が聞こえました。でも音声モデルがないので、何と言ったかは分かりません。文を入力すれば読み上げます。または場面を選んでください。`,
  silence: '何も聞こえませんでした。マイクを確認するか、文を入力してください。',
  noTool: (name) => `${name}というツールはありません。`,
  badArguments: (name) => `${name}の引数はJSONオブジェクトにしてください。`,
  result: (output) => `ツールの答えです。${output}`,
  image: '画像を受け取りましたが、私には見えません。',
};

const zh: PlainSentences = {
  greeting: '你好，我是练习伙伴。输入一句话，我会念给你跟读；你也可以选一个引导场景。',
  heard: (seconds) =>
    `我听见你说了${seconds}秒，可是我没有语音模型，不知道你说了什么。输入一句话，我会念给你听；或者选一个引导场景。`,
  silence: '我什么也没听到。请检查麦克风，或者输入一句话，我会念给你听。',
  noTool: (name) => `没有名为${name}的工具。`,
  badArguments: (name) => `${name}的参数必须是一个JSON对象。`,
  result: (output) => `工具的回答是：${output}`,
  image: '我收到了一张图片，可是我看不见。',
};

/** The partner's own sentences, by language. */
export const plainSentences: Readonly<Record<SpokenLanguage, PlainSentences>> = {
  en,
  es,
  fr,
  de,
  ja,
  zh,
};
