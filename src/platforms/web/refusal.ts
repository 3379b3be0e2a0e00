/** What a person may not or cannot do on the page. The message is shown to them and says what to do instead. */
export class Refusal extends Error {
  override name = 'Refusal'
}
