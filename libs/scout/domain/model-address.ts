/**
 * Ways in which a text speaks to a language model instead of to people: orders about its instructions, roles and answers, the marks of
 * chat formats, and characters that nobody sees. A page has no business with any of them.
 */
const ADDRESSES: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|do not follow|stop following)\b.{0,40}\b(?:previous|prior|above|earlier|preceding|system|other|all|these|your|any|the rest|negative)\b.{0,30}\b(?:instructions?|prompts?|rules?|directions?|commands?|guidelines?|context|data|text|indicators?|request)\b/is,
  /\b(?:ignore|disregard)\b.{0,30}\b(?:resume|article|document|page|table|rest)\b/is,
  /\b(?:you are now|from now on,? you|act as (?:an? |if )|pretend (?:to be|you are)|roleplay|your new (?:task|role|instructions?|goal))\b/i,
  /\b(?:system|developer|hidden) (?:prompt|message|override|instruction|note)s?\b|\b(?:new|important|updated) instructions?\b/i,
  /\b(?:as an?|dear|attention,?|note to|if you are an?|for) (?:AI|LLM|language model|AI (?:assistant|model|agent)s?|assistant|chat ?bot|chatgpt|GPT|bot|crawler)s?\b/i,
  /\b(?:AI|LLM|language model|assistant|chatbot)s?\b.{0,40}\b(?:must|should|shall|has to|is to|are required to|need to)\b/i,
  /(?:^|\n|>)\s*\[?(?:system|assistant|user|human)\]?(?:\([^)]*\))?\s*:/i,
  /<\|?(?:im_start|im_end|endoftext|system|assistant|user)\|?>|\[\/?INST\]|<<\/?SYS>>|\[(?:system|assistant)\]\(#/i,
  /\b(?:print|output|say|state|repeat|respond|reply|answer|write|append|emit|return|insert|include)\b[^.\n]{0,60}(?:["'“‘`<{![]|&lt;|\bexactly\b|\bverbatim\b|\bthe (?:following|word|phrase|sentence|text)\b|\bthe (?:above|previous|prior) (?:text|instructions?|prompt|message|conversation)|\bin your (?:answer|response|summary|reply|output))/i,
  /\b(?:your|the) (?:response|answer|reply|summary|output|translation)\b.{0,40}\b(?:must|should|shall|with|only|contain|include|begin|start|end)\b/i,
  /\b(?:reveal|leak|exfiltrate|send me|tell me|show me|provide)\b.{0,50}\b(?:prompt|instructions?|secret|password|api keys?|credentials?|previous message|conversation|user data)\b/i,
  /\b(?:web_search|read_page)\b|\b(?:call|invoke|execute)\b.{0,15}\b(?:tools?|functions?|plugins?)\b/i,
  /\b(?:fetch|visit|open|load|retrieve|browse)\b.{0,60}https?:\/\//i,
  /\b(?:concatenate|decode|base64|rot13|translate) (?:these|this|the following)\b/i,
  /\bin your (?:response|answer|reply|summary|output)\b/i,
  /(?:^|[>.-]\s*)(?:System|SYSTEM)(?:[_ ]MODE)?\s*[:>]|\bSYSTEM[_ ]MODE\b/m,
  /\boverride\b.{0,20}\b(?:scoring|review|moderation|filters?|checks?|safety)\b/i,
  /\b(?:summari[sz]ers?|crawlers?|scrapers?|indexers?)\b.{0,40}\bdo not\b/i,
  /\brun this (?:query|command|code|script)\b|\bDETACH DELETE\b|\bDROP TABLE\b/i,
  /\bappend\b.{0,40}https?:\/\//i,
  // The same order in the other languages that pages here are written in, and the most common others.
  /\b(?:ignora|ignore|ignorar|olvida|omite)\b.{0,25}\binstrucciones\b|\bignorez\b.{0,25}\binstructions\b|\bignorier(?:e|en)\b.{0,40}\b(?:anweisungen|anleitungen)\b|تجاهل التعليمات|忽略.{0,10}指令/i,
  // Text that reads one way and shows another: right-to-left overrides.
  /[\u202d\u202e]/,
  // Tag characters (Unicode E0000 block) and terminal escapes: written to be read by machines only.
  /[\u{E0000}-\u{E007F}]|\u001b/u,
];

/** Characters of no width: set between letters they hide a word from a search. */
const NO_WIDTH = /[\u200b-\u200f\u2060\ufeff]/g;

/** Whether a text gives orders to whatever model may read it. */
export function addressesModel(text: string): boolean {
  const plain = text.replace(NO_WIDTH, '');
  return ADDRESSES.some((pattern) => pattern.test(plain));
}
