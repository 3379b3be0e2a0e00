/**
 * Whether a channel's topic tells whoever posts there that it is asked around: it names Askaround, or says "ask around" in some form.
 * "Help desk" alone is no word of it, for nobody could know from that what becomes of a post.
 */
export const saysItAsks = (topic: string | undefined): boolean => /\bask(?:s|ed|ing)?[\s-]*around/iu.test(topic ?? '')
