/**
 * Everyday things that people ask about, one a line, each with words that speak of it: what it is called as an offer, and what people say who need
 * it. Written by hand for this project; English. A word may stand in several lines and then tells less of each.
 */
export const everydayWords = `
food eat eating hungry food meal meals dine dining dinner lunch supper breakfast restaurant restaurants takeaway takeaways takeout snack snacks kitchen kitchens pizza burger kebab sushi noodles curry buffet menu diner eatery brunch bistro delivery catering cuisine
cooking cook cooking recipe recipes boil boiled fry roast egg eggs oven stew soup soups sauce pan pot chef kitchen spices dish
baking bake baking baker bread sourdough dough cake cakes pastry pastries yeast flour loaf rise muffins cookies pie dessert
coffee coffee espresso cafe cafes latte cappuccino tea barista teahouse
drink bar bars pub pubs beer wine wines cocktail whisky brewery drink drinks winery tasting vineyard
seafood fish fishmonger fishmongers seafood salmon tuna shrimp cod mussels oysters
diet vegan vegetarian gluten allergy allergic allergies nuts lactose halal kosher diets diet plant-based plant intolerance
groceries grocery groceries supermarket market vegetables fruit butcher deli
dentist tooth teeth dental dentist dentists molar filling toothache gum braces orthodontist
doctor doctor doctors clinic gp physician hospital medical medicine ill illness sick fever sore rash health nurse patient patients symptom surgery pharmacy prescription
injury physiotherapy physio shoulder back knee pain hurts hurt ankle muscle sprain massage posture rehabilitation neck osteopath
travelhealth vaccine vaccination vaccinations shots jab malaria tropical kenya
eyes glasses optician opticians lenses eye eyesight spectacles
mind anxiety depression stress counselling therapist therapy panic psychologist lonely loneliness alone befriending company grief sad
quitting smoking smoke tobacco cigarettes quit quitting stop nicotine addiction
dementia dementia alzheimer remembering memory forgetful carer care elderly confused
seniors senior seniors elderly retired pensioners grandma grandpa grandmother cards clubs
pets cat cats dog dogs puppy kitten pet pets vet vets veterinary veterinarian rabbit parrot hamster hides animal animals collar leash kennel fur paw tick parrots budgie
poultry hens hen chicken chickens poultry rooster coop eggs ducks
bees bee bees beekeeping beekeeper hive honey swarm
pest pest pests wasp wasps mice rats cockroaches ants nest exterminator bedbugs moths infestation
birds bird birds birding birdwatching watching nest boxes owl binoculars
childcare babysitter babysitting babysit nanny toddler toddlers child children kids sitter daycare kindergarten evening
baby baby babies newborn newborns nappy nappies infant parenting breastfeeding pram stroller sleep parent parents midwife
parenting parenting parents son daughter teenager kid kids child children
kidsart paint painting draw drawing craft crafts art classes kids clay rainy
childbooks book books children's children literature story stories reading dragons picture
school school schools pupil pupils teacher class education enrolment enrol homework term kindergarten
tutoring tutor tutoring maths math mathematics fractions algebra homework exam physics calculus equations lessons
language german french spanish italian english japanese arabic portuguese language languages conversation grammar tandem pronunciation listen
translation translate translation translations translator interpreter interpreters interpreting turn english portuguese arabic speaks into
writing proofreading proofread essay commas editing spelling grammar thesis manuscript letter copywriting
university university studies thesis student students dissertation degree scholarship
library library books novel novels reading bookshop
career lost job jobs cv resume career careers coaching interview interviews application hiring unemployed salary recruiter work
business company business startup register founder founding entrepreneur incorporation self-employed freelance invoice
tax tax taxes revenue deduction return returns irs vat accountant accounting accountancy bookkeeping office
finance invest investing investment savings shares stocks pension money finance loan mortgage bank budget
budget split software bills budget budgeting expenses splitting app spending
insurance insurance insured insurer claim claims stolen covers cover policy
law suit suits lawsuit lawyer lawyers legal law attorney court solicitor sue contract contracts rights notary documents
familylaw divorce custody alimony family separation
tenant landlord tenant tenants rent deposit lease eviction rights renting evict
notary notary notarised legal document documents certificate certified apostille signature
visa runs visa visas residence permit permits immigration forms stay month residency citizenship embassy expat runs
consulate passport consulate consulates embassy documents lost identity id
authorities council office town-hall form forms registration register
insects insects spider
moving lifting strong moving move mover movers sofa carry lift lifting boxes heavy strong van furniture floors relocation hands
furniture furniture sofa chair table wardrobe bed mattress upholstery second-hand secondhand ikea shelf
secondhand sell buy second-hand selling sofa used flea thrift furniture
waste recycle recycling waste rubbish trash garbage disposal dump bin
charity charity charities donate donation donations refugees homeless volunteering clothes soup fundraising
cleaning wine clean cleaning cleaner stain stains carpet wash washing removal laundry bleach vacuum
plumbing plumber plumbing tap taps pipe pipes leak leaks dripping drip drips sink toilet drain blocked shower faucet
electric electrician electrical electricity fuse lights socket wiring flicker power outage switch bulb
heating heating heater boiler boilers radiator radiators thermostat cold furnace
damp damp mould mold waterproofing basement moisture cellar condensation dry
roof roof roofing roofer leaks tiles gutter shed attic chimney
locks lock locks locksmith key keys locked snapped latch
appliance smells household fridge refrigerator freezer dishwasher washing-machine washer dryer oven appliance appliances microwave repair warm
tools drill saw hammer tools tool ladder lend borrow power sander screwdriver projector
builder builder building renovation plaster bricklayer carpenter carpentry wood woodwork joiner
painter decorate decorating wallpaper walls paint
garden garden gardening gardener slugs lettuce tomatoes compost vegetable vegetables lawn seeds weeds grow hedge pruning
plants plant plants balcony greener green potted pot herbs flowers houseplant houseplants
landscaping tree trees stump dig digging landscaping hedge fell arborist garden
mushrooms mushroom mushrooms fungi fungus foraging forage picked berries
car car cars brake brakes brake engine mechanic mechanics garage tyre tire clutch exhaust auto motor gearbox grinding
breakdown breakdown jump-start battery tow towing van car flat starter stranded jump
bicycle bicycle bicycles bike bikes cycling cycle spokes puncture chain saddle wheel pedal
publictransport bus buses tram trams train trains metro subway stop timetable transport station ticket platform
rides ride rides lift carpool carpooling carpool drive driving driver airport appointment appointments taxi
flights flight flights plane airport luggage travel travelling airline
travel travel travelling trip trips abroad holiday vacation tourist backpacking
lodging hotel hotels room rooms wedding guesthouse guesthouses guests hostel stay overnight accommodation airbnb bed
boat cheap boat boats ferry ferries sailing ship island harbour kayak canoe
sights sightseeing show sights museum museums tour tours guide attractions visitors visit monuments landmarks
beach beach beaches sea seaside ocean coast sand picnic
snow snow ski skiing skis snowboard slope mountains sledge
hiking hiking hike trail trails walk walks boots mountain trekking camping tent tents
customs customs etiquette tip tipping manners culture polite locals local
party party parties celebration birthday marquee tent hire event events venue fifty forty
wedding wedding weddings married marry bride groom engagement ceremony reception
music music band bands concert concerts gig gigs live jazz trumpet trumpets blues orchestra song songs singer
musiclessons guitar piano violin drums chords lesson lessons instrument play cello ukulele
piano piano pianist keyboard accompaniment accompanist choir organist
trivia trivia song songs tune quiz hum melody whistling
photo photo photos photography photographer portrait portraits camera picture pictures shoot
art art artist artists exhibition gallery painting sculpture arts
grants grant grants funding fund sponsorship scholarship
theatre theatre theater actor acting stage play drama improvisation
film film films movie movies cinema
speaking speaker speakers speaking talk talks keynote lecture presentation stage moderator toastmasters
web3 blockchain decentralised bitcoin crypto apps ethereum
knitting knit knitting yarn wool crochet jumper scarf needles crafts sewing
sewing sew sewing tailor tailoring alterations suit hem trousers dress dressmaking stitches zip seamstress taken textile
clothes suit suits clothes clothing dress shoes fashion boutique shirts
whistle whistle whistles whistling dog
hair hair haircut barber hairdresser salon beard stylist
beauty makeup nails beauty cosmetics manicure
watches fix repair watch watches clock clocks jewellery jeweller ring bracelet
phone fell phone smartphone mobile repair screen cracked iphone android tablet battery sim device
computer repair computer laptop pc boot windows update virus hardware keyboard printer desktop mac crash
network wifi internet router network networking broadband connection signal modem
printing print printing printer posters flyers copy copyshop leaflets prints
spreadsheet spreadsheet spreadsheets excel rows columns filter formula formulas pivot sheets
website website site web page pages html css wordpress blank javascript hosting development developer
programming programming program code coding python java javascript function sorting algorithm bug software developer compile script
data data statistics database sql analysis machine-learning
credit credit card cards bank debit
game game games chess board cards boardgames poker bridge clubs
football football soccer ball kick goalkeeper team league pitch
running running run jogging jog marathon kilometres km race coach sprint
swimming swim swimming pool pools lanes swimmer crawl learn
gym pool pools gym gyms fitness workout weights exercise training yoga pilates
climbing indoor climbing climb bouldering boulder indoors rope wall
tennis tennis squash badminton table-tennis racket court
astronomy telescope telescopes stars astronomy planets moon galaxy
drones drone drones aircraft fly flying model planes rc quadcopter
models model models railway miniature
climate climate environment environmental sustainability ecology nature warming carbon
politics politics council election vote party
mediation mediation neighbour neighbours conflict conflicts noise quarrel dispute noisy midnight
religion church mosque temple prayer priest cathedral
emergency emergency police fire ambulance
funeral funeral burial grave mourning
flowers flower flowers florist bouquet
military military army soldier soldiers parade drill barracks
genealogy ancestors ancestry genealogy family tree trees surname
journalism journalism journalist leaks press news newspaper reporter
stagework stage lighting lights light sound microphone
dance dance dancing tango salsa ballet tap waltz
meeting meet meeting meetup company seniors
toys toys toy lego playground
firewood wood firewood stove
`
  .trim()
  .split('\n')
  .map((line) => line.split(' ').slice(1))
