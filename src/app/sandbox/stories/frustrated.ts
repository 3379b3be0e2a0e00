import type { Story } from '../story.ts'

export const frustrated: Story = {
  id: 'frustrated',
  title: '“Frustrated.”',
  seenBy: 'Finn Gallagher',
  channel: 'tearoom',
  hour: 15,
  timeZone: 'Europe/Dublin',
  steps: [
    { who: 'Finn Gallagher', says: 'One word in #tearoom.', posts: 'Frustrated.', channel: 'tearoom' },
    {
      who: 'Finn Gallagher',
      says: 'Only Finn is asked: company, advice, or nothing at all? He chooses company.',
      presses: 'Company',
    },
    {
      who: 'Lea Hoffmann',
      says: 'Lea offered to listen, so she is asked. What she writes is for Finn alone.',
      presses: 'I can help',
      under: 'Frustrated.',
      fills: { text: 'I have tea and an hour. Shall I call?', how: 'asker' },
    },
  ],
}
