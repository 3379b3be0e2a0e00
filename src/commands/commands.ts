import { modes } from '../communities/community.ts'

/** A slash command, as every platform registers it. Its text is what people read in the platform's own help. */
export interface CommandDeclaration {
  name: string
  /** One line, at most 100 characters. */
  description: string
  /** What /help says: how to use it, with examples. */
  help: string
  options: OptionDeclaration[]
  /** Present where the first word says what to do. Its name is given as the value "subcommand". */
  subcommands?: SubcommandDeclaration[]
  /** Organisers only; others are refused when it is run. */
  organisers?: boolean
}

export interface SubcommandDeclaration {
  name: string
  description: string
  options: OptionDeclaration[]
}

export interface OptionDeclaration {
  name: string
  description: string
  /** Values are strings; a channel is a conversation reference, a member a name or an account reference. */
  type: 'text' | 'choice' | 'number' | 'channel' | 'member'
  required: boolean
  choices?: string[]
  /** Of a number. */
  min?: number
  max?: number
  /** Of a text: what a platform that can may offer to complete. Topics and places stand in lists, with commas between. */
  completes?: 'topics' | 'places' | 'time-zones' | 'commands' | 'channels'
}

const text = (
  name: string,
  description: string,
  required = true,
  completes?: OptionDeclaration['completes'],
): OptionDeclaration => ({
  name,
  description,
  type: 'text',
  required,
  ...(completes && { completes }),
})
const channel = (name: string, description: string, required = true): OptionDeclaration => ({
  name,
  description,
  type: 'channel',
  required,
})
const choice = (name: string, description: string, choices: string[], required = true): OptionDeclaration => ({
  name,
  description,
  type: 'choice',
  required,
  choices,
})

const otherChannel = 'The other channel, here or elsewhere: its name, "slack #help", or its link'

const organising: SubcommandDeclaration[] = [
  { name: 'status', description: 'What is watched, who volunteers, what waits for you', options: [] },
  { name: 'setup', description: 'A form for all that a start needs: where I listen, and how', options: [] },
  {
    name: 'watch',
    description: 'Listen in a channel',
    options: [
      channel('channel', 'Which channel; this one when left out', false),
      choice(
        'mode',
        'offer: ask privately; desk: a post is the yes; command: only /ask; shadow: only count',
        [...modes],
        false,
      ),
    ],
  },
  {
    name: 'unwatch',
    description: 'Stop listening in a channel',
    options: [channel('channel', 'Which channel; this one when left out', false)],
  },
  {
    name: 'mirror',
    description: 'Show the requests of two channels in both, when the asker agrees',
    options: [channel('channel', 'One channel'), text('other', otherChannel, true, 'channels')],
  },
  {
    name: 'unmirror',
    description: 'Take such a link apart',
    options: [channel('channel', 'One channel'), text('other', otherChannel, true, 'channels')],
  },
  {
    name: 'join',
    description: 'Make this and another server or workspace one community',
    options: [text('code', 'From /askaround join over there; without it you get one', false)],
  },
  {
    name: 'limit',
    description: 'How often a new volunteer is asked at most',
    options: [{ name: 'pings', description: 'Pings a week', type: 'number', required: true, min: 1, max: 20 }],
  },
  {
    name: 'moderators',
    description: 'Where moderators are told of a life in danger or a report',
    options: [
      channel('channel', 'Their channel; this one when left out', false),
      choice('switch', 'off: nowhere, and support is off', ['off'], false),
    ],
  },
  {
    name: 'support-lines',
    description: 'Whose crisis lines are given; "off" for none',
    options: [text('country', 'Two letters, such as CA')],
  },
  {
    name: 'organiser',
    description: 'Name another organiser',
    options: [{ name: 'member', description: 'Who', type: 'member', required: true }],
  },
  {
    name: 'greeter',
    description: 'Name somebody who may like to say hello to newcomers; they have to say yes',
    options: [
      { name: 'member', description: 'Who', type: 'member', required: true },
      choice('switch', 'off: not any more', ['off'], false),
    ],
  },
  {
    name: 'places',
    description: 'Which places are yours, so that the right Springfield is meant',
    options: [text('places', 'Towns, with commas between', true, 'places')],
  },
  {
    name: 'time-zone',
    description: 'Whose clock "by 1 pm" means',
    options: [text('zone', 'Such as America/Winnipeg', true, 'time-zones')],
  },
  {
    name: 'invite',
    description: 'Post a card on which people can volunteer',
    options: [channel('channel', 'Where; here when left out', false)],
  },
  { name: 'unmet', description: 'What was asked for and nobody here may know', options: [] },
  {
    name: 'held',
    description: 'Messages held back after a restart: send or drop them',
    options: [choice('what', 'What to do with them', ['send', 'drop'])],
  },
]

/** Every command, for all platforms. */
export const commands: CommandDeclaration[] = [
  {
    name: 'ask',
    description: 'Ask around among the people here who may know',
    help: 'Say what you need, where, and by when. I show you what I understood before anybody is asked.\n/ask a speaker on web 2.0 in Winnipeg by 1 pm\n/ask could I borrow a ladder this weekend',
    options: [text('text', 'What you need, where, by when')],
  },
  {
    name: 'volunteer',
    description: 'Let people ask you about what you know',
    help: 'Say what people may ask you about, and where. You are asked now and then, never at night, and you set how often; /stop ends it at once. Without words, a short form opens.\n/volunteer\n/volunteer public speaking, web design near Winnipeg',
    options: [
      text('topics', 'What people may ask you about, with commas between', false, 'topics'),
      text('places', 'Where you know your way around', false, 'places'),
    ],
  },
  {
    name: 'profile',
    description: 'See and change what you are asked about, and when',
    help: 'Shows your topics, places, hours and weekly limit, with a button to change each, and why you would be asked.\n/profile',
    options: [],
  },
  {
    name: 'pause',
    description: 'Not be asked for a while',
    help: 'You are asked nothing until then; your profile stays. Without words, it is a week.\n/pause\n/pause 3 days\n/pause a month\n/pause off',
    options: [text('for', 'How long, such as 3 days or 2 weeks', false)],
  },
  {
    name: 'stop',
    description: 'Never be asked again, from now on',
    help: 'Ends your volunteering at once, and forgets your topics and places. /volunteer starts anew.\n/stop',
    options: [],
  },
  {
    name: 'link',
    description: 'Be one person here and on the other side, such as Slack and Discord',
    help: 'Without a code you get one; type it with /link on the other side within ten minutes. Limits, quiet hours and history count once from then on, and what you said no to on one side holds on both.\n/link\n/link C4GH-72XV',
    options: [text('code', 'The code that /link gave you on the other side', false)],
  },
  {
    name: 'unlink',
    description: 'Be two again: the account you use now goes its own way',
    help: 'The account that you use now keeps what you offered; your requests and history stay with the other one.\n/unlink',
    options: [],
  },
  {
    name: 'requests',
    description: 'Open requests that fit you, and your own',
    help: 'Shows the open requests that fit what you know, and those that you asked, with what you can do about each.\n/requests',
    options: [],
  },
  {
    name: 'recall',
    description: 'Find earlier requests that were solved',
    help: 'Searches the solved requests that you may read.\n/recall vet in Winnipeg',
    options: [text('words', 'What it was about', true, 'topics')],
  },
  {
    name: 'privacy',
    description: 'See, take along or erase what is stored about you',
    help: 'Shows in plain words what is stored about you. Export gives you all of it; erase removes all of it, after asking you once more.\n/privacy\n/privacy export\n/privacy erase',
    options: [choice('what', 'show when left out', ['show', 'export', 'erase'], false)],
  },
  {
    name: 'askaround',
    description: 'For organisers: where I listen and what I may do',
    help: 'For organisers. Without words it shows how things stand.\n/askaround setup\n/askaround watch #help offer\n/askaround watch #help-desk desk\n/askaround mirror #help #marketing\n/askaround join\n/askaround join C4GH-72XV\n/askaround limit 2\n/askaround moderators #mods\n/askaround support-lines CA\n/askaround organiser @ada\n/askaround greeter @ada\n/askaround places Winnipeg, Brandon\n/askaround time-zone America/Winnipeg\n/askaround invite\n/askaround unmet\n/askaround held send',
    options: [],
    subcommands: organising,
    organisers: true,
  },
  {
    name: 'help',
    description: 'What I can do',
    help: 'Shows all commands, or how to use one.\n/help\n/help pause',
    options: [text('command', 'Which one', false, 'commands')],
  },
]

/** The declaration of a command, by its name without the slash. */
export const findCommand = (name: string): CommandDeclaration | undefined =>
  commands.find((command) => command.name === name)
