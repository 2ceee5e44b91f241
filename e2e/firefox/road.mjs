// The road in Firefox, once. Reads what to write from standard input, as JSON; prints each step that was taken.
import { launch } from "puppeteer-core";
import { holds, Person } from "./person.mjs";

const { address, firefox, team, reviewers, road, picture } = JSON.parse((await process.stdin.toArray()).join(""));
const project = "/projects/under-fotterna";
const faults = [];

const browser = await launch({
  browser: "firefox",
  executablePath: firefox,
  protocol: "webDriverBiDi",
  defaultViewport: { width: 1280, height: 900 },
  extraPrefsFirefox: { "intl.accept_languages": "sv-SE, sv" },
});

async function be(office) {
  const person = await Person.sitDown(browser, address, faults);
  await person.open("/demo");
  await person.press(office);
  return person;
}

async function answer(person, point, text) {
  const place = `//li[${holds(point)} and ${holds("Svara på punkten")}]`;
  await person.open(`${project}/reviews`);
  await person.choose("Svara på punkten", place);
  await person.choose("Det är gjort", place);
  await person.find(`${place}//textarea`).fill(text);
  await person.press("Skicka svaret", place);
  await person.sees("Svaret är skickat.");
}

async function review(office, must) {
  const person = await be(office);
  await person.press(`Ta och skriv: ${road.project}`);
  for (const criterion of road.criteria) await person.choose("Håller", `//fieldset[contains(legend, "${criterion}")]`);
  if (must) {
    const place = `//section[contains(., "${road.criteria[2]}")]`;
    await person.choose("Lägg till en punkt", place);
    await person.write("Vad ska teamet göra?", must, `${place}//details[@open]`);
    await person.choose("Måste", `${place}//details[@open]`);
    await person.press("Lägg till punkten", place);
    await person.sees(must);
  }
  await person.choose("Klart att visas");
  await person.write("Sammanfattning", "Tungt ämne, lätt att bära hem.");
  await person.press("Lämna och ta nästa");
  await person.sees("Granskningen är lämnad.");
}

let member;
const steps = {
  async "signs in and finds the project through the team"() {
    member = await be(team);
    await member.follow("Alla team");
    await member.follow("Grundlaget");
    await member.sees("Komplett");
    await member.follow(road.project);
  },
  async "posts an update with a picture"() {
    await member.follow("Skriv lägesrapport");
    await member.write("Vad har hänt?", road.happened);
    await member.choose("I riskzonen");
    await member.write("Vad gör ni härnäst?", "Beställ 200 knappar.");
    await member.write("Klart senast", "2017-05-29");
    await member.find('//summary[contains(., "Bilder, filer och mål")]').click();
    await member.attach("Välj en bild", picture);
    await member.write("Vad visar bilden?", road.shows);
    await member.find('//select[@id = //label[contains(., "Syns för")]/@for]').fill("public");
    await member.press("Publicera lägesrapporten");
    await member.sees(road.happened);
    await member.seesPicture(road.shows);
  },
  async "sees it in the feed"() {
    await member.open(`${project}/feed`);
    await member.follow(`${road.project}, 15 maj`);
    await member.sees(road.happened);
  },
  async "answers the musts and hands in"() {
    for (const [point, text] of Object.entries(road.musts)) await answer(member, point, text);
    await member.open(`${project}/submission`);
    await member.press("Lämna in projektet");
    await member.sees("Projektet är inlämnat.");
  },
  async "is reviewed by two"() {
    await review(reviewers[0], road.newMust);
    await review(reviewers[1]);
  },
  async "answers the new must and is approved"() {
    await answer(member, road.newMust, "Turistbyrån i Broby, på vardagar.");
    const facilitator = await be(reviewers[1]);
    await facilitator.follow(`Godkänn: ${road.project}`);
    await facilitator.press("Godkänn för visning");
    await facilitator.sees("Projektet är godkänt för att visas.");
  },
  async "publishes the page with the picture"() {
    await member.open(`${project}/showcase`);
    await member.write("Rubrik på svenska", road.headline);
    await member.write("Berättelsen", road.story);
    await member.write("Vad som behövs", "Ett skåp och en bibliotekarie.");
    await member.write("Vad det kostar", "9 000 kronor och en nyckel.");
    await member.write("Talet", "200");
    await member.write("Enhet", "knappar");
    await member.write("Vad talet visar", "Knappar beställda");
    const chosen = `//li[.//img[@alt="${road.shows}"]]`;
    await member.choose("Visa bilden", chosen);
    await member.find(`${chosen}//select`).fill("no-identifiable-people");
    await member.press("Spara och förhandsvisa");
    await member.press("Publicera sidan");
    await member.sees("Sidan är offentlig.");
  },
  async "is found by a visitor in the gallery"() {
    const visitor = await Person.sitDown(browser, address, faults);
    await visitor.open("/");
    await visitor.follow("Projekten");
    await visitor.find('//input[@type="search"]').fill("stenarna");
    await visitor.press("Sök");
    await visitor.follow(road.project);
    await visitor.sees(road.headline);
    await visitor.seesPicture(road.shows);
  },
};

try {
  for (const [name, take] of Object.entries(steps)) {
    await take();
    console.log(name);
  }
} finally {
  await browser.close();
  if (faults.length) {
    console.error(faults.join("\n"));
    process.exitCode = 1;
  }
}
