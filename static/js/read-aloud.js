// Reads a part of the page with a voice that lives on this device. A voice that would send the words to
// another company is never used. Where there is none, the reader is told why there is no button.
const SAY_NO = "This browser has no voice of its own, so we cannot read to you here. Your phone or computer may let you add one in its settings, under Accessibility or Speech.";
const SAY_NO_SUCH_VOICE = "This browser has no voice for the language of this page, so we cannot read it to you here. Your phone or computer may let you add one in its settings, under Accessibility or Speech.";
const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, caption, legend, label, summary, blockquote, figcaption";
const LONGEST = 200; // some browsers stop in the middle of longer pieces

const stayingVoices = () =>
  speechSynthesis.getVoices().filter((voice) => voice.localService && !/online|natural|remote/i.test(voice.name));

// The list of voices often comes late.
const findVoice = (language) =>
  new Promise((resolve) => {
    if (!("speechSynthesis" in window)) return resolve(null);
    const choose = () => {
      const start = language.slice(0, 2).toLowerCase();
      const fitting = stayingVoices().filter((voice) => voice.lang.toLowerCase().startsWith(start));
      return fitting.find((voice) => voice.lang.replace("_", "-").toLowerCase() === "en-gb") || fitting[0] || null;
    };
    const now = choose();
    if (now) return resolve(now);
    const give = setTimeout(() => resolve(choose()), 3000);
    speechSynthesis.addEventListener("voiceschanged", () => {
      const late = choose();
      if (late) {
        clearTimeout(give);
        resolve(late);
      }
    });
  });

const pieces = (words) => {
  const parts = [];
  for (const sentence of words.match(/[^.!?]+[.!?]*\s*/g) || []) {
    let rest = sentence.trim();
    while (rest.length > LONGEST) {
      const cut = rest.lastIndexOf(" ", LONGEST);
      const end = cut > 0 ? cut : LONGEST;
      parts.push(rest.slice(0, end));
      rest = rest.slice(end).trim();
    }
    if (rest) parts.push(rest);
  }
  return parts;
};

// The language of a translated page stands on its article; the frame round it is English.
const languageOf = (element) => element?.closest("[lang]")?.lang.slice(0, 2).toLowerCase() || "en";
const placeOf = (id) => document.getElementById(id) || document.querySelector("main");
const languageToRead = (target) => languageOf(target.querySelector("article[lang]") || target);

// A voice reads only words of its own language: in another it would speak nonsense.
const readable = (target, own, language) =>
  [...target.querySelectorAll(BLOCKS)].filter(
    (block) => languageOf(block) === language && !block.querySelector(BLOCKS) && !own.contains(block) && block.checkVisibility?.() !== false && block.innerText.trim(),
  );

class ReadAloud extends HTMLElement {
  async connectedCallback() {
    if (this.childElementCount) return;
    this.language = languageToRead(placeOf(this.dataset.target));
    this.voice = await findVoice(this.language);
    if (!this.voice) return this.say(this.language === "en" ? SAY_NO : SAY_NO_SUCH_VOICE);
    this.start = this.button(this.dataset.words, () => this.toggle());
    this.stopper = this.button("Stop reading", () => this.stop());
    this.stopper.hidden = true;
    window.addEventListener("pagehide", () => this.stop());
  }

  say(words) {
    const reason = document.createElement("p");
    reason.className = "gt-read-aloud__reason";
    reason.textContent = words;
    this.replaceChildren(reason);
  }

  button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "gt-button gt-button--secondary";
    made.textContent = words;
    made.addEventListener("click", act);
    this.append(made);
    return made;
  }

  toggle() {
    if (this.reading && !speechSynthesis.paused) {
      speechSynthesis.pause();
      this.start.textContent = "Go on reading";
    } else if (this.reading) {
      speechSynthesis.resume();
      this.start.textContent = "Pause reading";
    } else {
      this.begin();
    }
  }

  begin() {
    const target = placeOf(this.dataset.target);
    this.queue = readable(target, this, this.language).flatMap((block) => pieces(block.innerText).map((words) => ({ block, words })));
    speechSynthesis.cancel();
    this.reading = true;
    this.start.textContent = "Pause reading";
    this.stopper.hidden = false;
    this.next();
  }

  next() {
    this.marked?.classList.remove("gt-being-read");
    const piece = this.queue.shift();
    if (!piece || !this.reading) return this.stop();
    this.marked = piece.block;
    piece.block.classList.add("gt-being-read");
    const speech = new SpeechSynthesisUtterance(piece.words);
    speech.voice = this.voice;
    speech.lang = this.voice.lang;
    speech.rate = 0.9;
    speech.addEventListener("end", () => this.reading && this.next());
    speechSynthesis.speak(speech);
  }

  stop() {
    this.reading = false;
    this.marked?.classList.remove("gt-being-read");
    if ("speechSynthesis" in window) speechSynthesis.cancel();
    if (this.start) this.start.textContent = this.dataset.words;
    if (this.stopper) {
      if (document.activeElement === this.stopper) this.start.focus();
      this.stopper.hidden = true;
    }
  }
}
customElements.define("gt-read-aloud", ReadAloud);

// On How I use this site: says whether there is a voice, and lets the reader hear it.
class VoiceCheck extends ReadAloud {
  async connectedCallback() {
    this.say("Looking for a voice on this device…");
    const voice = await findVoice(document.documentElement.lang || "en");
    if (!voice) return this.say(SAY_NO);
    this.replaceChildren();
    this.button(this.dataset.words, () => {
      speechSynthesis.cancel();
      const speech = new SpeechSynthesisUtterance("Hello. This is the voice that reads pages to you.");
      speech.voice = voice;
      speech.lang = voice.lang;
      speech.rate = 0.9;
      speechSynthesis.speak(speech);
    });
  }
}
customElements.define("gt-voice-check", VoiceCheck);
