import type { Kind } from '../requests/kinds.ts'
import { compilePhrases, type PhraseList } from './match-phrases.ts'
import { readWords } from './read-words.ts'

interface KindHint {
  kind: Kind
  points: number
  phrases: PhraseList
}

const hints: KindHint[] = [
  {
    kind: 'referral',
    points: 3,
    phrases: [
      'anyone|anybody|someone|somebody|who|you know|knows anyone|anybody|someone|somebody',
      'know|knows a|an|any|some * who|that|with|near|in|speaking',
      'know|knows a|an|any plumber|electrician|lawyer|doctor|dentist|photographer|notary|translator|carpenter|mechanic|tutor|teacher|nurse|gardener|babysitter|builder|painter|accountant|baker|vet',
      'looking|searching|seeking|search for|a|an a|an|some|someone|somebody|any person|expert|speaker|people|tutor|teacher|mentor|lawyer|flatmate|translator|drummer|partner|somebody|someone|with',
      'someone|somebody|person|people|anyone|anybody|expert with experience|knowledge|who|that',
      'put|get me|us in touch|contact',
      'introduce|introduced|connect me|us|to|with',
      'contact|contacts at|in|for|of',
      'who|whom do|can|could|should i|we talk|ask|contact|speak|turn',
      'who would|might|could know',
      'number of a|an|the',
      'seeking|wanted|need|needs|looking|need|hiring a|an|for|our|my speaker|tutor|mentor|lawyer|electrician|plumber|flatmate|drummer|referee|translator|teacher|carpenter|mechanic|photographer|nanny|maid|cleaner|babysitter',
      'wanted * drummer|singer|tutor|flatmate|speaker|teacher',
      'speaker|tutor|teacher|judge|magician|drummer|engineer|babysitter|lawyer|electrician|plumber|photographer|translator|notary|mentor|referee|carpenter|carpenters|interpreter',
      'of you knows|know',
      'who in|among|of this|us|the|our * knows|know',
    ],
  },
  {
    kind: 'recommendation',
    points: 3,
    phrases: [
      'recommend|suggest|recommendation|recommendations|suggestions|recs|recommended',
      'which|what|where * would|do|should you trust|use|buy|take|pick|choose|go|like|recommend',
      'which|what|where would|do you|u|people|all trust|use|buy|take|pick|choose|go|like|recommend|all',
      'best|good|cheap|cheapest|decent|reliable|trusted|favourite|favorite|nice|trustworthy place|way|time|shop|one|area|book|school|hotel|doctor|dentist|mechanic|restaurant|restaurants|barbers|source|option|places',
      "what|what's|whats|who|which|where is|s|a|the|makes|the|are best|good|cheapest|favourite|better|decent",
      '^best|favourite|good',
      'any good|tips|opinions|opinion|suggestions|ideas|experience',
      'tips|advice|ideas|opinions|advise for|on|about|please|which',
      'worth it|the',
      'should i|we take|buy|choose|rent|get|go|fly|pick|look',
      'better to',
      'which one|is|are|are|school|doctor|place|phone',
      'what gift|do|should',
      'or should',
      'what do you think',
      'good for',
      'trust|would you',
    ],
  },
  {
    kind: 'recommendation',
    points: 3,
    phrases: [
      'recommend|suggest|recommendation|recommendations|suggestions|advise|trusted',
      'would|do you trust|recommend',
    ],
  },
  { kind: 'thing', points: 3, phrases: ['borrow|lend|spare|wanted|loan'] },
  {
    kind: 'thing',
    points: 3,
    phrases: [
      'borrow|lend|rent|lent',
      'spare|giving|selling|sell|buy a|an|some|one|two|away|your|me|for',
      'someone|somebody|anyone|anybody|who have|has|got|own|owns|selling|sell|spare',
      'looking for|to a|buy used|cheap|an|small',
      'wanted|iso|wtb',
      'need|needs|needed|require|have|no|without|with|send|want food|water|tent|tents|blankets|clothes|medicine|shelter|bread|rice|money|doctors|pizza|charger|boxes|tables|ticket|tickets',
      'send|give|bring|provide|supply me|us|food|water',
      'need|want|needs a|an|some|# *',
      'in need of',
      'could|can use|do with a|an|some',
      'ran|run out of',
      'give|send|share us|me|the|some|please link|slides|pdf|notes',
      'any chance',
    ],
  },
  {
    kind: 'hands',
    points: 4,
    phrases: [
      'help|helping me|us|with move|moving|carry|carrying|paint|painting|lift|set|unload|pack|packing|build|translate|clean|cleaning|out',
      'help moving|carrying|wanted|with|painting',
      'a|some|your hand|hands with|carrying|moving|tonight|to|on',
      'volunteers|helpers|hands|drivers|people needed|wanted|for|to|who',
      'need|needs|need|looking * people|volunteers|helpers|hands|drivers',
      'need people|volunteers|helpers|somebody|someone|drivers to',
      'give|need|a me|a|us|lift|ride lift|ride|to',
      'lift|ride to',
      'can|could|would|will|please|pls|kindly someone|somebody|anyone|anybody|one|you|a please|pls|walk|water|watch|carry|pick|drive|proofread|review|check|test|look|let|come|translate|move|post|restart|delete|add|bring|be|moderator|neighbour',
      'someone|somebody to|please walk|water|watch|carry|pick|drive|proofread|review|test|look|share|translate',
      'anyone|anybody|someone driving|free|willing',
      'please come|restart|pick|check|delete|add|send|water|help|can',
      'babysit|proofread|carry|unload',
      'pick up',
      'share a taxi|ride',
      'short of',
      'who wants|can|could to|help|give',
      'quick favour|favor',
    ],
  },
  {
    kind: 'problem',
    points: 3,
    phrases: [
      "can't|cannot|cant|couldn't|won't|wont|doesn't|doesnt|isn't|didn't|not|don't work|working|open|start|find|load|connect|log|boot|get|figure|run|see|print|access|install|turn|stop|join|understand|go|rise|respond|reply",
      "i|we|i'm can't|cannot|cant|couldn't|unable|stuck",
      'unable to',
      'stopped|stops working|responding',
      'keeps|kept|keep *',
      'crash|crashes|crashed|crashing|broken|leaking|leaks|freezes|hangs|frozen|fails|failing|error|errors|jammed|stuck|stolen|stranded|locked',
      'lost|broke|forgot|missed my|the',
      'my * is|was|has|stays|shows|broke|died|does|did|gets|get broken|stolen|lost|dead|black|empty|damaged|blocked|not|damaged|brown',
      'problem|problems|trouble|issue|issues with|when|connecting|starting|that|having',
      'having trouble|problems|issues|difficulties',
      'why does|do|is|are|did my|the|it',
      'what am i doing wrong',
      'wrong with',
      'something is|wrong *',
      'it says|shows|said|keeps',
      'how do i fix',
      'strange noise',
      'nothing helps|happens',
      'no electricity|power|internet|signal',
    ],
  },
  {
    kind: 'wish',
    points: 5,
    phrases: [
      "would|i'd|we'd|d|id love a|an|some|to|one|homemade|it",
      'would love *',
      'i|we wish',
      '^wish',
      'dream|dreaming of',
      'one|some day',
      "wouldn't mind",
      'it would|d be lovely|nice|great|wonderful|cool',
      'would be so|very happy',
      'if anybody|anyone|somebody|someone|one ever',
      '^hoping for',
    ],
  },
  {
    kind: 'wish',
    points: -4,
    phrases: [
      'love|like to know|hear|be|ask|see|understand|learn introduced|if|how|where|whether|what|from',
      'love to know|hear|understand|ask',
      'any|some|your advice|help|tips|recommendation|recommendations',
    ],
  },
  {
    kind: 'info',
    points: 3,
    phrases: [
      'where|when|what|how|which|who is|are|do|does|can|could|to|time|much|many|long|was|were|did|should|will|would|far|in|i|happened|exactly',
      'is|are|has there|it|the|a|this|dogs|shops',
      "what's|whats|where's|when's|how's the",
      'do|can|does|may|could|must|should i|we|you|one|children|it|the',
      'anyone|anybody|someone|somebody know|knows|heard|remember|tell if|how|whether|the|where|when|what|about|why',
      'question about|on|for',
      'info|information|news on|about|of',
      'wonder|wondering|curious|know if|whether|how|what|about',
      'tell us|me when|the|where|how|what|about',
      'how to',
      'where to',
    ],
  },
  { kind: 'info', points: 2, phrases: ['^where|when|why|how', '^who|is|are|do|does|has|can'] },
]

/** What wins when two kinds have the same points: the one that asks more of people. */
const preferred: Kind[] = ['referral', 'recommendation', 'hands', 'thing', 'problem', 'wish', 'info', 'support']
const matcher = compilePhrases(hints.map((hint) => hint.phrases))

/** Guesses what a request asks for, by the phrases in it. `low` is whether the writer sounds down. A request that shows nothing asks for information. */
export function guessKind(text: string, low: boolean): Kind {
  const words = readWords(text)
  const points = new Map<Kind, number>()
  const counted = new Set<number>()
  matcher.match(
    words,
    (word) => word === 0 || /[.?!:;,]/u.test(words[word - 1]!),
    (list) => {
      if (counted.has(list)) return
      counted.add(list)
      const hint = hints[list]!
      points.set(hint.kind, (points.get(hint.kind) ?? 0) + hint.points)
    },
  )
  let best: Kind = 'info'
  let most = 0
  for (const kind of preferred) {
    const sum = points.get(kind) ?? 0
    if (sum > most) {
      best = kind
      most = sum
    }
  }
  const practical = most - (points.get('problem') ?? 0) > 2 || most > 4
  return low && (!practical || best === 'problem' || best === 'wish') ? 'support' : best
}
