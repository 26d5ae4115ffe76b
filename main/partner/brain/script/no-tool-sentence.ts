type Sentence = (tool: string) => string;

const english: Sentence = (tool) =>
  `I cannot really do that here: this app offers no tool called ${tool}.`;

const sentences: Readonly<Record<string, Sentence>> = {
  es: (tool) =>
    `Aquí no puedo hacerlo de verdad: esta aplicación no ofrece la herramienta ${tool}.`,
  fr: (tool) =>
    `Je ne peux pas vraiment le faire ici : cette application n'offre pas l'outil ${tool}.`,
  de: (tool) =>
    `Das kann ich hier nicht wirklich tun: Diese App bietet kein Werkzeug namens ${tool}.`,
  ja: (tool) => `ここでは実際にはできません。このアプリには${tool}というツールがありません。`,
  zh: (tool) => `我在这里没法真的办理：这个应用没有提供名为${tool}的工具。`,
};

/** Says plainly, in the scenario's language or else in English, that a step's tool is not offered. */
export function noToolSentence(language: string, tool: string): string {
  const sentence = sentences[language.split('-')[0] ?? ''] ?? english;
  return sentence(tool.replaceAll('_', ' '));
}
