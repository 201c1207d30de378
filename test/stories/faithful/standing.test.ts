import { describe, expect, it } from "vitest";
import { faults } from "../../../src/stories/faithful.ts";

const FERRY = {
  title: "Ferry line Nordvik orders three electric ships from Halden Yards",
  text: [
    "The ferry line Nordvik will order three electric ships from the shipbuilder Halden Yards for 210 million euros, its director Mara Lind said on Thursday.",
    "Nordvik carries up to 9,000 passengers a day between Lowmoor and Port Elin, and about half of its 640 employees work on board.",
    "The first ship is to sail in June 2028 if the harbour of Lowmoor gets a new power line by then.",
    "The state may pay a quarter of the 35 million euros that the power line costs, the ministry said.",
    "Fishermen in Lowmoor reportedly fear that the ships will drive away herring.",
    "The mayor of Port Elin praised the order, but doubts that fares will stay the same.",
    "Halden Yards sued its former supplier Brackwater in March over faulty batteries.",
  ].join("\n"),
};
const CLINIC = {
  title: "Trial of a malaria drug by Ostrava Labs ends early",
  text: [
    "Ostrava Labs has stopped the trial of its malaria drug Quinavex because at least 14 of 1,900 patients fell ill, the firm said on Monday.",
    "The agency for medicines asked whether the firm had reported the cases too late.",
    "Professor Ines Duarte, who led the trial, plans to publish all data in May.",
    "Shares of Ostrava Labs fell nearly 18% to 41 euros, while its rival Belmont Pharma gained 6%.",
    "Belmont Pharma could begin a trial of its own vaccine next year unless the agency objects.",
    "According to a former employee, managers allegedly hid three deaths from the agency.",
    "Each patient received 200 euros per month from the firm.",
  ].join("\n"),
};
const PLANT = {
  title: "Zephyr opens a plant for batteries in Turin",
  language: "en",
  text: "Zephyr will open a plant for batteries in Turin in May 2027 and hire 400 people, its chief executive Ana Ruiz said on Monday.\nThe plant costs 90 million euros, of which the region pays a third.\nUnions welcomed the plan but asked for firm contracts. Rival Borealis, which sued Zephyr last year over patents, said it would not comment.\nThe old works in Bari will not be closed, Ruiz said. Analysts doubt that demand will hold.\nProduction of cells begins with two lines and may reach six by 2030.",
};
const MUSEUM = {
  title: "Tavenburg museum returns bronze statues to Ilaru",
  text: [
    "The city museum of Tavenburg will return 26 bronze statues to the kingdom of Ilaru in October, its director Petra Voss said on Wednesday.",
    "British soldiers looted the statues from the palace in 1897, and a dealer sold most of them to the museum for about 4,000 pounds.",
    "Two lawmakers opposed the return and may go to court, according to a spokesman for the party.",
    "Ilaru expects to show the statues in a new hall that costs at least $12 million, but work on it has not begun.",
    "The museum considered lending the statues, Voss said, yet the king refused the offer.",
  ].join("\n"),
};
type Story = typeof FERRY;
const rows = (all: readonly (readonly [Story, readonly string[]])[]) =>
  all.flatMap(([story, told]) => told.map((one) => [one, story] as const));
const faultsOf = (summary: string, story: Story, language = "en") => faults(summary, story, [], language);

describe("a lie in the words of the story", () => {
  it.each(
    rows([
      [
        MUSEUM,
        [
          "The city museum of Tavenburg returned 26 bronze statues to the kingdom of Ilaru in October.",
          "The kingdom of Ilaru will return 26 bronze statues to the city museum of Tavenburg in October.",
          "The museum sold the statues to a dealer for about 4,000 pounds, British soldiers said.",
          "A dealer looted the statues from the palace in 1897 and sold most of them to British soldiers.",
          "A dealer sold all of the statues to the museum for 4,000 pounds in 1897.",
          "Two lawmakers opposed the return of the statues and go to court over it.",
          "Ilaru shows the statues in a new hall that costs at least $12 million.",
          "The new hall in Ilaru costs up to $12 million, but work on it has not begun.",
          "The king considered lending the statues, Voss said, yet the museum refused the offer.",
          "The museum will lend the statues to Ilaru, its director Petra Voss said.",
          "The city museum of Tavenburg will return 26 bronze statues to the kingdom of Ilaru, Ilaru said.",
          "Two lawmakers will return 26 bronze statues to the kingdom of Ilaru in October.",
          "Petra Voss opposed the return of the statues and may go to court.",
          "The museum of Tavenburg bought 26 bronze statues from British soldiers for about 4,000 pounds.",
          "The city museum of Tavenburg will return 26 bronze statues to Ilaru on Wednesday.",
          "The palace looted the statues from British soldiers in 1897, and the museum bought most of them.",
          "The city museum of Tavenburg will melt 26 bronze statues of the kingdom of Ilaru in October.",
          "Two lawmakers applauded the return and may go to court.",
        ],
      ],
      [
        FERRY,
        [
          "The ferry line Nordvik has ordered three electric ships from the shipbuilder Halden Yards for 210 million euros.",
          "The shipbuilder Halden Yards will order three electric ships from the ferry line Nordvik for 210 million euros.",
          "The ferry line Nordvik paid 210 million euros to Halden Yards for three electric ships.",
          "Nordvik carries 9,000 passengers a day between Lowmoor and Port Elin.",
          "Nordvik carries up to 9,000 passengers a year between Lowmoor and Port Elin.",
          "Nordvik carries at least 9,000 passengers a day between Lowmoor and Port Elin.",
          "Nordvik has 640 employees on board, and carries up to 9,000 passengers a day.",
          "The first ship is to sail in June 2028 from the harbour of Lowmoor, Nordvik said.",
          "The first ship sails in June 2028 if the harbour of Lowmoor gets a power line.",
          "The state pays a quarter of the 35 million euros that the power line costs.",
          "The state may pay the 35 million euros that the power line costs, the ministry said.",
          "The state may pay a quarter of the 210 million euros that the ships cost, the ministry said.",
          "Fishermen in Lowmoor said that the ships will drive away herring.",
          "The ships of Nordvik will drive away herring from Lowmoor, fishermen in the town say.",
          "The mayor of Port Elin praised the order and said that fares will stay the same.",
          "Fishermen in Lowmoor praised the order of Nordvik, but doubt that fares will stay the same.",
          "The mayor of Port Elin fears that the ships will drive away herring.",
          "Brackwater sued its former supplier Halden Yards in March over faulty batteries.",
          "Halden Yards was sued by its former supplier Brackwater in March over faulty batteries.",
          "Nordvik sued its former supplier Brackwater in March over faulty batteries.",
          "Mara Lind will order three electric ships on Thursday from the shipbuilder Halden Yards.",
          "The ferry line Nordvik will order three electric ships from Halden Yards on Thursday.",
          "The ministry will order three electric ships from the shipbuilder Halden Yards for 210 million euros.",
          "The mayor of Port Elin said that the ferry line Nordvik will order three electric ships.",
          "The state may pay a quarter of the power line, but praised the order of the ships.",
        ],
      ],
      [
        CLINIC,
        [
          "Ostrava Labs has stopped the trial of its malaria drug Quinavex because 14 of 1,900 patients fell ill.",
          "Ostrava Labs has stopped the trial of its malaria drug Quinavex because up to 14 of 1,900 patients fell ill.",
          "The firm had reported the cases too late, the agency for medicines said.",
          "Professor Ines Duarte, who led the trial, published all data in May.",
          "Shares of Ostrava Labs fell 18% to 41 euros, while its rival Belmont Pharma gained 6%.",
          "Shares of Belmont Pharma fell nearly 18% to 41 euros, while its rival Ostrava Labs gained 6%.",
          "Shares of Ostrava Labs fell nearly 6% to 41 euros, while its rival Belmont Pharma gained 18%.",
          "Belmont Pharma begins a trial of its own vaccine next year unless the agency objects.",
          "Belmont Pharma will begin a trial of its own vaccine next year.",
          "Belmont Pharma could begin a trial of its malaria drug Quinavex next year unless the agency objects.",
          "Managers of the firm hid three deaths from the agency for medicines.",
          "The agency for medicines hid three deaths from managers, according to a former employee who allegedly knew.",
          "Patients received 200 euros from the firm for the trial of the drug.",
          "Each patient received 200 euros per year from the firm Ostrava Labs.",
          "Professor Ines Duarte stopped the trial of the malaria drug Quinavex because patients fell ill.",
          "The agency stopped the trial of the malaria drug Quinavex because at least 14 of 1,900 patients fell ill.",
          "Ostrava Labs will stop the trial of its malaria drug Quinavex because at least 14 patients fell ill.",
        ],
      ],
      [
        PLANT,
        [
          "Zephyr sued Borealis last year over patents and will open a plant for batteries in Turin.",
          "Zephyr will open a plant in Turin in May 2027, and production reaches six lines by 2030.",
          "Borealis will open a plant for batteries in Turin in May 2027 and hire 400 people.",
          "Unions asked for a third of the 90 million euros that the plant in Turin costs.",
          "Ana Ruiz, chief executive of Borealis, said that Zephyr would open a plant in Turin in May 2027.",
          "Zephyr will open two plants for batteries in Turin in May 2027 and hire 400 people.",
          "Analysts welcomed the plan of Zephyr for a plant in Turin and doubt that unions will hold.",
          "The region pays 90 million euros for the plant of Zephyr in Turin, which will hire 400 people.",
          "The region pays two third of the 90 million euros that the plant of Zephyr in Turin costs.",
          "Zephyr will move the old works in Bari to Turin and hire 400 people, Ruiz said.",
          "Zephyr said on Monday that demand will hold, and production may reach six lines by 2030.",
          "Ana Ruiz will open a plant for batteries in Turin on Monday and hire 400 people.",
          "Zephyr will hire two people for each of the 400 lines in the Turin plant by 2030.",
          "Unions doubt the plan of Zephyr for a plant in Turin and asked for contracts.",
          "Zephyr has opened a plant for batteries in Turin and hired 400 people.",
        ],
      ],
    ]),
  )("is refused: %s", (summary, story) => expect(faultsOf(summary, story)).not.toEqual([]));
});

describe("a summary in other words", () => {
  it.each(
    rows([
      [
        MUSEUM,
        [
          "The museum of Tavenburg will return 26 bronze statues to Ilaru in October, its director said.",
          "Tavenburg's city museum will return 26 bronze statues to the kingdom of Ilaru.",
          "Two lawmakers who opposed the return may go to court.",
          "Ilaru expects to show the statues in a new hall costing at least $12 million.",
          "The museum considered lending the statues, but the king refused the offer, Voss said.",
        ],
      ],
      [
        FERRY,
        [
          "Nordvik will order three electric ships from Halden Yards for €210 million, its director Mara Lind said.",
          "Nordvik will order three electric ships for 210 million euros from the shipbuilder Halden Yards.",
          "Three electric ships will be ordered by the ferry line Nordvik from Halden Yards for 210 million euros.",
          "The first ship is to sail in June 2028 if Lowmoor's harbour gets a new power line.",
          "The state may pay a quarter of the 35 million euros that the power line costs.",
          "Port Elin's mayor praised the order, but doubts that fares will stay the same.",
          "The first ship is to sail in June 2028 if the harbour of Lowmoor gets a line for power.",
          "Nordvik carries up to 9,000 passengers a day between Lowmoor and Port Elin.",
        ],
      ],
      [
        CLINIC,
        [
          "Ostrava Labs has stopped the trial of its malaria drug Quinavex because at least 14 of 1,900 patients fell ill.",
          "Ostrava Labs said it stopped the trial of its malaria drug because at least 14 of 1,900 patients fell ill.",
          "Shares of Ostrava Labs fell nearly 18% to 41 euros; its rival Belmont Pharma gained 6%.",
          "Ines Duarte, who led the trial, plans to publish all data in May.",
          "Belmont Pharma could begin its own vaccine trial next year unless the agency objects.",
          "The agency for medicines asked whether the firm had reported the cases too late.",
          "Managers allegedly hid three deaths from the agency, according to a former employee.",
          "Patients received 200 euros per month each from Ostrava Labs.",
        ],
      ],
      [
        PLANT,
        [
          "Zephyr will open a battery plant in Turin in May 2027 and hire 400 people.",
          "The plant in Turin costs Zephyr 90 million euros, a third of which is paid by the region.",
          "Zephyr plans a €90m battery plant in Turin; production may reach six lines by 2030.",
          "Rival Borealis, which sued Zephyr over patents last year, would not comment on the Turin plant.",
        ],
      ],
    ]),
  )("is shown: %s", (summary, story) => expect(faultsOf(summary, story)).toEqual([]));
});

describe("a story in German", () => {
  const story = {
    title: "Fährlinie Nordvik bestellt drei Schiffe",
    text: "Die Fährlinie Nordvik plant für das Frühjahr den Kauf von drei Schiffen bei der Werft Halden, wie die Firma mitteilte.",
  };
  it("keeps its plans", () => {
    expect(
      faultsOf("Die Fährlinie Nordvik plant den Kauf von drei Schiffen bei der Werft Halden.", story, "de"),
    ).toEqual([]);
    expect(
      faultsOf("Der Kauf von drei Schiffen bei der Werft Halden ist für das Frühjahr sicher.", story, "de"),
    ).toContain("made certain");
  });
});
