import type { Story } from '../story.ts'

export const supper: Story = {
  id: 'supper',
  title: 'Supper in a strange town',
  seenBy: 'Tom Ashby',
  channel: 'travel',
  hour: 21,
  timeZone: 'Europe/Lisbon',
  steps: [
    {
      who: 'Tom Ashby',
      says: 'Tom steps off a late train in Porto and asks in #travel.',
      posts: 'Just got off the train. Does anyone know where to get food late near the station in Porto?',
      channel: 'travel',
    },
    { who: 'Tom Ashby', says: 'Only Tom sees the question. He says yes.', presses: 'Ask around' },
    {
      who: 'Wanda Lis',
      says: 'Wanda was asked by nobody. She passes by and writes in the thread, and that counts.',
      writes: 'The grill behind the market is open till midnight.',
      inThreadOf: 'travel',
    },
    {
      who: 'Rosa Almeida',
      says: 'Rosa was pinged, and answers by the button. Her words stand in the thread.',
      presses: 'I can help',
      under: 'Can you help Tom',
      fills: { text: 'The kitchen two streets up cooks late. Ask for the soup.' },
    },
    {
      who: 'Tom Ashby',
      says: 'Tom tells how it goes; Rosa hears of it.',
      writes: 'On my way there, thank you both.',
      inThreadOf: 'travel',
    },
    {
      who: 'Tom Ashby',
      says: 'It helped.',
      presses: 'This helped',
      under: 'Ask for the soup',
      fills: { thanks: 'The soup.' },
    },
    { who: 'Tom Ashby', says: 'Solved: whoever was still looking is told.', presses: 'Solved' },
  ],
}
