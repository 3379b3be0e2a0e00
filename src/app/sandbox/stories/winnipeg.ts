import type { Story } from '../story.ts'

export const winnipeg: Story = {
  id: 'winnipeg',
  title: 'Watch a rescue',
  seenBy: 'Mitch Harlow',
  channel: 'talks',
  hour: 8,
  timeZone: 'America/Winnipeg',
  steps: [
    {
      who: 'Mitch Harlow',
      says: 'Fog, and the speaker is stuck at the airport. Mitch asks in #talks.',
      posts: 'need help: anyone know anyone who talks on Web 2.0 and is based in Winnipeg? event is at 1:30 pm',
      channel: 'talks',
    },
    {
      who: 'Mitch Harlow',
      says: 'Only Mitch sees the question whether to ask around. He says yes.',
      presses: 'Ask around',
    },
    {
      who: 'Ann Kowalchuk',
      says: 'Ann was asked privately, with the reason why it is her. She has an idea.',
      presses: 'I can help',
      under: 'Can you help Mitch',
      fills: { text: 'The media lab at the university keeps a list of speakers.' },
    },
    {
      who: 'Jonathan Reyes',
      says: 'Jonathan cannot go, but he knows Joel. Joel is asked before anybody hears his name.',
      presses: 'I know someone',
      under: 'Can you help Mitch',
      fills: { who: 'Joel Friesen', text: 'he gave that talk in Regina, and people stayed', public: 'no' },
    },
    {
      who: 'Joel Friesen',
      says: 'Joel says yes, and they are introduced in the thread.',
      presses: 'Yes, introduce me',
    },
    {
      who: 'Joel Friesen',
      says: 'Joel writes straight in the thread; that counts as well.',
      writes: 'Happy to. I can be there at one.',
      inThreadOf: 'talks',
    },
    {
      who: 'Mitch Harlow',
      says: 'It helped. The line of thanks reaches who helped, as Mitch wrote it.',
      presses: 'This helped',
      fills: { thanks: 'You two saved my day.' },
    },
    { who: 'Mitch Harlow', says: 'Solved: nobody goes on looking in vain.', presses: 'Solved' },
  ],
}
