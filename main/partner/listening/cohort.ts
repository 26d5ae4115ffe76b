import type { SpeechVoice } from '../speech/synthesizer.ts';

const english = [
  'The weather was quite pleasant yesterday afternoon.',
  'Could you tell me where the railway station is?',
  'My brother works in a factory near the river.',
  'We usually have dinner at about eight in the evening.',
  'I have never been to that museum before.',
  'Please close the window, it is getting cold.',
  'Thank you very much for all your help.',
  'Where did you put the keys to the car?',
  'No, not today.',
  'She bought a new coat and three pairs of shoes.',
  'What time does the next bus leave?',
  'That sounds like a good idea to me.',
];
const spanish = [
  'Ayer por la tarde hizo muy buen tiempo.',
  '¿Me puede decir dónde está la estación de tren?',
  'Mi hermano trabaja en una fábrica cerca del río.',
  'Normalmente cenamos a eso de las nueve de la noche.',
  'Nunca he estado en ese museo.',
  'Cierra la ventana, por favor, que hace frío.',
  'Muchas gracias por toda su ayuda.',
  '¿Dónde has puesto las llaves del coche?',
  'No, hoy no.',
  'Ella compró un abrigo nuevo y tres pares de zapatos.',
  '¿A qué hora sale el próximo autobús?',
  'Eso me parece una buena idea.',
];
const french = [
  'Il faisait très beau hier après-midi.',
  'Pouvez-vous me dire où se trouve la gare ?',
  'Mon frère travaille dans une usine près du fleuve.',
  'Nous dînons en général vers huit heures du soir.',
  'Je ne suis jamais allé dans ce musée.',
  'Ferme la fenêtre, il commence à faire froid.',
  'Merci beaucoup pour toute votre aide.',
  'Où as-tu mis les clés de la voiture ?',
  "Non, pas aujourd'hui.",
  'Elle a acheté un manteau neuf et trois paires de chaussures.',
  'À quelle heure part le prochain bus ?',
  'Cela me semble être une bonne idée.',
];
const german = [
  'Gestern Nachmittag war das Wetter recht schön.',
  'Können Sie mir sagen, wo der Bahnhof ist?',
  'Mein Bruder arbeitet in einer Fabrik am Fluss.',
  'Wir essen meistens gegen acht Uhr am Abend.',
  'Ich war noch nie in diesem Museum.',
  'Mach bitte das Fenster zu, es wird kalt.',
  'Vielen Dank für Ihre ganze Hilfe.',
  'Wo hast du die Autoschlüssel hingelegt?',
  'Nein, heute nicht.',
  'Sie hat einen neuen Mantel und drei Paar Schuhe gekauft.',
  'Wann fährt der nächste Bus ab?',
  'Das halte ich für eine gute Idee.',
];

/** Twelve phrases that no reply should resemble, in the language of a voice; English where there are none. */
export function cohortFor(voice: SpeechVoice): readonly string[] {
  const language = voice.name.split(/[-+]/)[0];
  if (language === 'es') return spanish;
  if (language === 'fr') return french;
  if (language === 'de') return german;
  return english;
}

/** The three voices whose renderings of a reply stand for all speakers: of the partner's language, not its character. */
export function templateVoices(voice: SpeechVoice): readonly SpeechVoice[] {
  const base = voice.name.split('+')[0] ?? voice.name;
  if (/^en(-|$)/.test(base)) {
    return [
      { name: 'en-us', rate: 175 },
      { name: 'en-us+f2', rate: 175 },
      { name: 'en', rate: 160 },
    ];
  }
  return [
    { name: base, rate: 175 },
    { name: `${base}+f2`, rate: 175 },
    { name: `${base}+m3`, rate: 150 },
  ];
}
