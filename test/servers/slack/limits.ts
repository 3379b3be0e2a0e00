/**
 * What Slack's documentation limits (docs.slack.dev/reference/block-kit); its types hold no lengths. Characters, unless the name says otherwise.
 */
export const limits = {
  blocksOfMessage: 50,
  blocksOfView: 100,
  messageText: 40_000,
  sectionText: 3000,
  fieldsOfSection: 10,
  sectionField: 2000,
  headerText: 150,
  elementsOfActions: 25,
  elementsOfContext: 10,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  altText: 2000,
  actionId: 255,
  blockId: 255,
  callbackId: 255,
  optionText: 75,
  optionValue: 150,
  optionsOfOverflow: 5,
  optionsOfSelect: 100,
  optionsOfCheckboxes: 10,
  placeholder: 150,
  inputLabel: 2000,
  inputHint: 2000,
  inputLength: 3000,
  modalTitle: 24,
  modalButton: 24,
  privateMetadata: 3000,
  /** Uses of a response_url, and how long it takes any, in ms. */
  responseUrlUses: 5,
  responseUrlLife: 30 * 60_000,
  /** How long a trigger_id opens a view, in ms. */
  triggerLife: 3000,
} as const
