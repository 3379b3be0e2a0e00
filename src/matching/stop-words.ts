/** English words that say nothing about what somebody knows. Other languages are left to document frequency. */
export const stopWords: ReadonlySet<string> = new Set(
  `a about above actually after again all almost already also although always am an and another any anybody anyone anything anyway are
  aren't around as ask asked asking at away back be because been before being below better between both but by bye came can can't cannot cant come
  comes could couldn't did didn't do does doesn't doing don't done dont down during each either else even ever every everyone everything
  far few find for from further get gets getting give go goes going gone gonna good got great had hadn't has hasn't have haven't having he hello help
  her here hers hey hi him his hmm how however i i'd i'll i'm i've id if ill im in into is isn't it it'd it'll it's its ive just keep kind
  knew know known knows let let's lets like little lol look looking looks lot lots made make makes making many may maybe me mean might mine
  more most much must my myself need needed needs never nevermind new no nobody none nor not nothing now of off oh ok okay on once one ones only or
  other others our ours out over own people perhaps please post pretty probably put quite rather really right said same saw say says see seem
  seems seen she should shouldn't since so some somebody somehow someone something sometimes soon sorry still such sure take than thank
  thanks that that's thats the their theirs them then there there's theres these they they're thing things think this those though thought
  through to too tried tries try trying two under until up upon us use used uses using usually very want wanted wants was wasn't way we we'd we'll
  we're we've well were weren't what what's whatever whats when where whether which while who who's whole whom whose why will with without
  won't wont work works would wouldn't yeah yep yes yet you you'd you'll you're you've your youre yours yourself`.split(
    /\s+/u,
  ),
)
