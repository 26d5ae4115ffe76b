/** What the learner says, one line a turn. */
const learner = [
  'Good morning! I would like to order some strawberries for a party, please.',
  'I think I need about four hundred of them, but I am not completely sure.',
  'How much would that be, if I took the ones with dark chocolate?',
  'That is a little more than I expected. Do you have something smaller?',
  'My sister is getting married in June, and we want to surprise the guests.',
  'Could you bring them to our house, or must I come and fetch them?',
  'We live in Harbour Street, number twelve, the house with the blue door.',
  'Sorry, I meant twenty, not twelve. I always mix up these two numbers.',
  'What do you do with the ones that nobody has bought in the evening?',
  'I did not understand the last word. Can you say it again more slowly?',
  'Yes, now I have understood it. Thank you for your patience with me.',
  'Is it better to keep them in the fridge, or on the kitchen table?',
  'My grandmother used to make jam with them every summer when I was a child.',
  'I would like to pay by card when you deliver them, if that is possible.',
  'And what happens when it rains on that day? The party is in the garden.',
  'That is a good idea. I have not thought about a tent before.',
];

/** What the partner says to it. */
const partner = [
  'Good morning, and welcome to Berry Lane. A party, how lovely! How many strawberries do you need?',
  'Four hundred is a good number for fifty guests. Shall I write that down for now?',
  'They cost eighty cents each, so four hundred would be three hundred and twenty dollars.',
  'Of course. We have a small box with two hundred. Would that be enough for your party?',
  'Oh, congratulations to your sister! How many guests are coming to the wedding?',
  'We deliver everywhere in town, and it costs nothing for an order like yours. What is your address?',
  'Harbour Street, number twelve. Is there a bell, or shall our driver knock at the blue door?',
  'No problem at all, number twenty it is. Which day shall we come?',
  'We make juice from them, and a little ice cream. Do you like ice cream?',
  'I said leftovers. Leftovers are the things that are still there at the end of the day.',
  'You are very welcome. You are doing really well. Shall we go on with the order?',
  'In the fridge, please, but take them out an hour before you eat them. Do you have a big fridge?',
  'That sounds wonderful. What did you eat the jam with, bread or pancakes?',
  'Yes, our driver has a machine for cards. Would you like the bill on paper, or by mail?',
  'Then we bring them into the house. Do you have a tent for the garden, just in case?',
  'A tent is always useful. Now, let me read the whole order back to you. Are you ready?',
];

/** One turn of a lesson. */
export interface LessonTurn {
  readonly learner: string;
  readonly partner: string;
}

/** So many turns; after sixteen they come again, in another order. */
export function lessonTurns(count: number): readonly LessonTurn[] {
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / learner.length);
    const at = (index * (1 + 2 * round)) % learner.length;
    return { learner: learner[at] ?? '', partner: partner[at] ?? '' };
  });
}
