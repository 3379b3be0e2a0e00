/** Splits a list of words written as one text. */
function list(words: string): string[] {
  return words.split(/\s+/u).filter(Boolean)
}

/** Words that carry grammar, not matter. */
export const functionWords = list(`
a about above across after again against ago all almost alone along already also although always am among an and another any
anybody anyone anyones anything anyway anywhere are aren't arent around as at away back be became because become been before behind being
below beside besides best better between beyond both but by can can't cannot cant come could couldn't couldnt did didn't didnt do
does doesn't doesnt doing don't done dont down during each either else enough even ever every everybody everyone everything everywhere
except far few first for from further gave get gets getting give given gives go goes going gone gonna good got gotta had hadn't has
hasn't have haven't having he he'd he'll he's her here here's hers herself him himself his how how'd how's hows however i i'd i'll i'm i've
if ill im in inside instead into is isn't isnt it it'd it'll it's its itself ive just keep kind last least less let let's lets like
likely long lot lots made make makes making many may maybe me might mine more most much must my myself near nearly neither
never new next no nobody none nor not nothing now nowhere of off often oh ok okay on once one ones only onto or other others our
ours out outside over own per perhaps please pls plz quite rather really right said same say says see seem seems she she's should
shouldn't since so some somebody someone something sometimes somewhere soon still such sure take takes taking than that that's thats
the their theirs them themselves then there there's these they they'd they'll they're they've thing things think this those though through
till to today together told tomorrow tonight too toward towards tried try trying u under until up upon ur us use used using very want
wanted wants wanna was wasn't way we we'd we'll we're we've well went were weren't what what's whats whatever when where where's
wheres whether which while who who's whoever whole whom whos whose why why's will with within without won't wont would wouldn't yes yet
yeah yep you you'd you'll you're you've your yours yourself nope nah any1 some1 urself doesnt havent wasnt werent theres youre theyre
yesterday hello hi hey guys folks all dear lol haha hehe wow cool great nice thanks thank thx ty cheers sorry welcome
`)

/** Words of asking and answering, our own. Together with the function words they are all the detector looks at in word order. */
export const askingWords = list(`
advice advise announce announcement anybody answer answered answers appreciate appreciated ask asked asking assist assistance available
borrow bought broke broken bug buy call check cheap checked contact crash crashed crashes curious difficult difficulty direction directions
error errors exist exists explain experience experiences explained failed fails favor favour figure find finding fine fix fixed found
grateful guess guide hand hands happen happened happening happens happy hear heard help helped helpful helping hire hope hoping how-to
idea ideas info information interested issue issues job joined join know knows known lend lending leak learn link loan locked look looking
looks lost mean means meet missing need needed needing needs offer offering open opinion opinions option options person place places
possible post price problem problems provide question questions reach recommend recommendation recommendations recommended reference
refuse reliable reminder rent require required ride safe search searching seek seeking sell send service share show solution solve
solved somebody spare speak specialist start started stopped struggling stuck suggest suggestion suggestions suggestions support supposed
talk teach tell thought thoughts time tip tips tool tools trouble trust trying tutorial unable understand urgent urgently used value
volunteer volunteers wait waiting wanna watch wonder wondered wondering word work worked working works worth wrong food water money
join event meeting tonight register registration released update everyone everybody congratulations congrats
`)

/** Small words that people put before what they mean to say. A sentence is taken to begin after them. */
export const openers = new Set(
  list(`hi hello hey heya howdy hiya all guys folks everyone everybody friends people team so well ok okay um uh hmm and but also btw
just good morning afternoon evening day dear quick question anyway hola greetings sorry oh ah please pls plz yo there
leute liebe zusammen nachbarn chicos amigos amigas gente vecinos pessoal galera malta ragazzi amici vicini jongens mensen amis voisins ludzie sąsiedzi
друзья ребята народ соседи люди друзі arkadaşlar komşular شباب جماعة دوستان חברים dosto doston yaar bhai bhaiya दोस्तों teman prieteni lidi vänner venner`),
)
