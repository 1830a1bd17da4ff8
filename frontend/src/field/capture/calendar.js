/** The calendar behind a date question. Its own words are English and its order of day and month is American. */

const SUNDAY = Date.UTC(2023, 0, 1);
const DAY_MS = 86_400_000;
const FIRST_DAY_OF_WEEK = 1;
// Day first where everybody writes so; else the one order that nobody reads in two ways. "yy" is four digits here.
const DAY_FIRST = ["fr", "sw"];

/**
 * Names, order and words for PrimeVue's configuration.
 * @param {string} language
 * @param {(sentence: string) => string} say
 */
export function calendarIn(language, say) {
  const inLanguage = (options, moments) => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
    return moments.map((moment) => format.format(moment));
  };
  const days = Array.from({ length: 7 }, (_, day) => SUNDAY + day * DAY_MS);
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2023, month, 1));
  return {
    dateFormat: DAY_FIRST.includes(language) ? "dd/mm/yy" : "yy-mm-dd",
    firstDayOfWeek: FIRST_DAY_OF_WEEK,
    showMonthAfterYear: language === "zh",
    dayNames: inLanguage({ weekday: "long" }, days),
    dayNamesShort: inLanguage({ weekday: "short" }, days),
    dayNamesMin: inLanguage({ weekday: "short" }, days),
    monthNames: inLanguage({ month: "long" }, months),
    monthNamesShort: inLanguage({ month: "short" }, months),
    today: say("Today"),
    clear: say("Clear"),
    chooseDate: say("Choose the day"),
    chooseMonth: say("Choose the month"),
    chooseYear: say("Choose the year"),
    prevMonth: say("Month before"),
    nextMonth: say("Month after"),
    prevYear: say("Year before"),
    nextYear: say("Year after"),
    prevDecade: say("Ten years before"),
    nextDecade: say("Ten years after"),
  };
}
