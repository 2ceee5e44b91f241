// Somebody in front of Firefox: finds things by the words on them, as the page objects of the other journeys do.

const PATIENCE = 20_000; // milliseconds
const written = text => (text.includes('"') ? `'${text}'` : `"${text}"`);
const words = 'translate(., "\u00a0", " ")'; // the site keeps "13 juni" on one line
const says = text => `starts-with(normalize-space(${words}), ${written(text)})`;

/** An XPath condition: that text stands in it. */
export const holds = text => `contains(${words}, ${written(text)})`;

/** Notes what a reader would never notice and what must not happen, as e2e/watch.py does. */
function watch(page, address, faults) {
  page.on("console", message => {
    if (["error", "warn"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", error => faults.push(`script error: ${error.message}`));
  page.on("request", request => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== address) faults.push(`request to another host: ${request.url()}`);
  });
  page.on("response", answer => {
    if (answer.status() >= 400) faults.push(`${answer.status()} for ${answer.url()}`);
  });
}

export class Person {
  /** Somebody with a fresh browser; what goes wrong unseen is added to `faults`. */
  static async sitDown(browser, address, faults) {
    const person = new Person();
    person.address = address;
    person.page = await (await browser.createBrowserContext()).newPage();
    person.page.setDefaultTimeout(PATIENCE);
    watch(person.page, address, faults);
    return person;
  }

  /** What an XPath finds first, once it is there. */
  find(path) {
    return this.page.locator(`xpath/${path}`);
  }

  /** By its address; the window comes to the front, for one behind others draws nothing and cannot be clicked in. */
  async open(path) {
    await this.page.bringToFront();
    await this.page.goto(this.address + path);
  }

  /** Do something; if it cannot be done, tell where one was and what one saw there. */
  async #attempt(what, act) {
    try {
      return await act();
    } catch (cause) {
      const shown = await this.page.$eval("body", body => body.innerText);
      throw new Error(`Could not ${what} at ${this.page.url()}, which says:\n${shown}`, { cause });
    }
  }

  /** Click on what leads to another page. */
  #go(path) {
    return this.#attempt(`go by ${path}`, () => Promise.all([this.page.waitForNavigation(), this.find(path).click()]));
  }

  follow(text) {
    return this.#go(`//a[${says(text)}]`);
  }

  /** `place` is an XPath: where the button stands. */
  press(text, place = "") {
    return this.#go(`${place}//button[${says(text)}]`);
  }

  /** Click on a word that opens something, or on a radio button or a check box by its label. */
  choose(text, place = "") {
    const path = `${place}//*[self::label or self::summary][${says(text)}]`;
    return this.#attempt(`choose ${path}`, () => this.find(path).click());
  }

  async write(label, text, place = "") {
    await this.find(`${place}//*[@id = //label[${says(label)}]/@for]`).fill(text);
  }

  async attach(label, file) {
    const input = await this.find(`//*[@id = //label[${says(label)}]/@for]`).waitHandle();
    await input.uploadFile(file);
  }

  sees(text) {
    return this.#attempt(`see "${text}"`, () => this.find(`//body//*[${holds(text)}]`).wait());
  }

  /** The picture of which somebody said that it shows this, and that it has come. */
  async seesPicture(shows) {
    const image = await this.find(`//main//img[@alt=${written(shows)}]`).waitHandle();
    await image.scrollIntoView();
    await this.page.waitForFunction(shown => shown.complete && shown.naturalWidth > 0, {}, image);
  }
}
