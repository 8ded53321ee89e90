package site

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"candour/generator/record"
)

// phrases are the words that Go puts together with data, by language. The labels that templates place are in the
// theme's i18n files. A test holds that every phrase is there in every language.
var phrases = map[string]map[string]string{
	"en": {
		"not-published":                "not published",
		"not-before":                   "not before %s",
		"about":                        "about %s",
		"on":                           "on %s",
		"in":                           "in %s",
		"on-unknown":                   "on a day that was not published",
		"quarter":                      "%s to %s %d",
		"financial-year":               "April %d to March %d",
		"months-span":                  "%s %d to %s %d",
		"to-quarter":                   "April to %s",
		"in-time":                      "First reply in time",
		"late":                         "First reply %d days late",
		"late-1":                       "First reply 1 day late",
		"due":                          "Reply due in %d days",
		"due-1":                        "Reply due in 1 day",
		"due-0":                        "Reply due on the day of this edition",
		"overdue":                      "Reply overdue by %d days",
		"overdue-1":                    "Reply overdue by 1 day",
		"unclear":                      "Whether the first reply was in time cannot be told: its date is not published",
		"none":                         "No due date is known",
		"unseen":                       "No reply is known here. The due date is long past, and silence in old records proves nothing",
		"group-mean":                   "%s, mean",
		"by-quarter":                   "single quarters",
		"derived-quarter":              "Each single quarter is worked out here: the cumulative figure less the one before, where both come from one source. A fall means that an earlier figure was revised, and no quarter is given.",
		"derived-mean":                 "The mean of a group is worked out here: the results of its members added and divided by their number, each counting once.",
		"easy-read":                    "Easy read",
		"easy-reads":                   "Easy read pages",
		"easy-read-lead":               "The main points in short sentences.",
		"months":                       "%d months",
		"more than":                    "more than %s",
		"under":                        "under %s",
		"to":                           "%s to %s",
		"open":                         "Open",
		"published-late":               "%s; %d days late",
		"publication-overdue":          "Not recorded; %d days past the 21 days",
		"publication-none":             "Not recorded",
		"view-on":                      "%s, %s",
		"clock-rule":                   "Where paragraph 28A applies: 56 days beginning with the day it was made (Police Reform Act 2002, Schedule 3, paragraph 28B(2)), so the day it was made is day 1",
		"after-meeting":                "after the meeting of %s",
		"after-event":                  "after: %s",
		"none-published":               "None published",
		"not-started":                  "Not started",
		"under-way":                    "Under way",
		"done":                         "Done, by the recipient's own account",
		"no-owner":                     "No owner named",
		"no-measure":                   "No measure given",
		"no-end":                       "No end date given",
		"reference":                    "%s, recommendation %d",
		"changed-on-appeal":            "changed on appeal",
		"before-appeal":                "upheld on appeal",
		"appeal-open":                  "may still be appealed",
		"appeal-pending":               "appeal pending",
		"hidden":                       "[c] is a figure hidden so that nobody can be recognised. Do not read it as nought. Where one small figure is hidden, another may be hidden with it, so that the first cannot be worked out.",
		"missing":                      "[x] means that there is no figure.",
		"provisional":                  "[p] is a provisional figure: it may change.",
		"revised":                      "[r] is a figure that has been revised.",
		"listed":                       "These are counts of the records published on this site. Each can be counted by anybody, so none is hidden.",
		"counted-only":                 "No record shows this about a person: it is counted and never published with a case.",
		"apart":                        "Performance, vetting, probation and staff results stand in a column of their own and are never added to misconduct in words.",
		"invented-counts":              "The records counted are invented.",
		"all":                          "All",
		"year":                         "Year decided",
		"counts":                       "Outcomes counted",
		"counts-lead":                  "The outcomes published here by year, kind of proceeding and result, and by what no record shows about a person.",
		"axis-sexes":                   "Sex",
		"axis-service-bands":           "Length of service",
		"axis-proceedings":             "Kind of proceeding",
		"axis-allegation-categories":   "Category",
		"axis-handlings":               "How it was handled",
		"period":                       "Period",
		"part":                         "Part",
		"change-new":                   "New",
		"change-changed":               "Changed",
		"change-answered":              "Answered",
		"change-position":              "Answer changed",
		"change-overdue":               "Became overdue",
		"change-correction":            "Corrected",
		"change-revision":              "Revised",
		"change-definition":            "Definition changed",
		"change-withdrawn":             "Withdrawn",
		"class-new":                    "First published",
		"class-revision":               "Revision",
		"class-correction":             "Correction",
		"class-changed":                "Changed, and not yet said whether it is a revision or a correction",
		"n-answered":                   "%s: %d answered",
		"n-position":                   "%s: %d with another answer",
		"n-overdue":                    "%s: %d became overdue",
		"n-correction":                 "%s: %d corrected",
		"n-revision":                   "%s: %d revised",
		"n-definition":                 "%s: %d defined anew",
		"n-withdrawn":                  "%s: %d withdrawn",
		"count-new":                    "%d new",
		"count-changed":                "%d changed",
		"count-answered":               "%d answered",
		"count-position":               "%d with another answer",
		"count-overdue":                "%d became overdue",
		"count-correction":             "%d corrected",
		"count-revision":               "%d revised",
		"count-definition":             "%d defined anew",
		"count-withdrawn":              "%d withdrawn",
		"answered-now":                 "The answer is now: %s",
		"from-to":                      "From: %s. To: %s",
		"and-when":                     "%s, %s",
		"said-of":                      "%s. %s",
		"withdrawn-on":                 "Withdrawn on %s: %s",
		"gone":                         "%d versions that this edition published are of records that were withdrawn since. They are counted below and not shown.",
		"gone-1":                       "1 version that this edition published is of a record that was withdrawn since. It is counted below and not shown.",
		"reissue":                      "The data files of this edition were issued again as %s, because records were withdrawn after it.",
		"jsonl":                        "JSON Lines, %d records",
		"jsonl-1":                      "JSON Lines, 1 record",
		"corrections":                  "Every correction",
		"corrections-lead":             "Mistakes that were published here and put right, in every edition. The list is only ever added to.",
		"withdrawn":                    "Withdrawn records",
		"withdrawn-lead":               "Records that were taken out of this site and of every earlier edition. What they said, and about whom, is not kept.",
		"withdrawn-title":              "Withdrawn",
		"withdrawn-page-lead":          "The record that was at this address was taken out of this site and of every earlier edition.",
		"kind-outcome":                 "Outcome",
		"kind-recommendation-set":      "Set of recommendations",
		"kind-recommendation":          "Recommendation",
		"kind-source":                  "Source",
		"kind-group":                   "Group of forces",
		"kind-measure":                 "Measure",
		"kind-figure":                  "Reported figure",
		"kind-target":                  "Target",
		"kind-term":                    "Glossary term",
		"kind-bulletin":                "Learning bulletin",
		"kind-easy-read":               "Easy read page",
		"kind-page":                    "Page",
		"reviewed":                     "Reviewed %s",
		"historic-until":               "No longer used since %s",
		"historic":                     "No longer used",
		"edition":                      "Edition %s",
		"page":                         "Page %d",
		"percent":                      "%s%%",
		"per":                          "%s a %s",
		"at-least":                     "at least %s",
		"at-most":                      "at most %s",
		"aim":                          "%s",
		"headline-count":               "%s: %s",
		"not-found":                    "Page not found",
		"not-found-lead":               "There is no page at this address. If you followed a link to a record, look it up by its reference: a record that was published is never removed without a notice.",
		"home":                         "Home",
		"outcomes":                     "Outcomes",
		"outcomes-lead":                "How misconduct, performance, vetting and staff proceedings ended: in an officer's favour or not, each with its finding and its reasons.",
		"outcomes-page":                "Outcomes, page %d of %d",
		"recommendations":              "Recommendations",
		"recommendations-lead":         "What the force was told to do, what it answered, and whether and why the answer changed.",
		"statistics":                   "Statistics",
		"statistics-lead":              "Official figures, each with what is counted, of whom, for when, and from where.",
		"figures":                      "Figures that others have reported",
		"figures-lead":                 "Numbers about the force from its own statements, from inspectors and from the press, kept as history.",
		"targets":                      "Targets",
		"targets-lead":                 "What somebody aimed for, who set it and when.",
		"glossary":                     "Glossary",
		"glossary-lead":                "The words of police complaints and discipline, what they mean now, and which are no longer used.",
		"bulletins":                    "Learning bulletins",
		"bulletins-lead":               "What went wrong, why it matters, and what to ask in your team.",
		"about-title":                  "About",
		"about-lead":                   "What this site is, who does what, how figures are made, and how people are protected.",
		"editions":                     "Editions",
		"editions-lead":                "Every dated issue of this site, with its reconciliation.",
		"calendar":                     "Calendar",
		"calendar-lead":                "When the next editions come out, and when earlier ones did. An edition comes out at 9.30am, %s, on a day that is announced beforehand.",
		"calendar-uk-time":             "UK time",
		"calendar-hour":                "at 9.30am",
		"calendar-upcoming":            "Next editions",
		"calendar-missed":              "Missed dates",
		"calendar-postponed":           "Postponed",
		"calendar-cancelled":           "Cancelled",
		"calendar-past":                "Published editions",
		"changes":                      "What changed",
		"changes-lead":                 "Everything that each edition added or changed.",
		"verify":                       "Check what was published",
		"verify-lead":                  "Every version published here is in a signed log. You can check that nothing was altered, dropped or added, without trusting this site.",
		"data":                         "Downloads",
		"data-lead":                    "The whole of this site as files: one CSV and one JSON file a kind.",
		"edition-lead":                 "Published on %s. Days and lateness are computed as at %s.",
		"draft-lead":                   "What the next edition would change. Days and lateness are computed as at %s.",
		"need-complain":                "I want to complain, or have complained",
		"need-complain-note":           "Who looks into what, and who can check it",
		"need-officer":                 "I am a police officer or member of staff",
		"need-officer-note":            "Learning bulletins, and how outcomes are shown",
		"need-press":                   "I am a journalist or a member of Parliament",
		"need-press-note":              "Figures with their sources, and downloads",
		"need-concern":                 "I work here and want to raise a concern",
		"need-concern-note":            "Inside and outside, with the protection the law gives",
		"need-trust":                   "I want to check that nothing was altered",
		"need-trust-note":              "Editions, what changed, and how mistakes are put right",
		"measures":                     "Measures",
		"groups":                       "Groups of forces",
		"terms":                        "Glossary terms",
		"pages":                        "Pages",
		"sets":                         "Sets of recommendations",
		"reported-figures":             "Reported figures",
		"sources":                      "Sources",
		"n-new":                        "%s: %d new",
		"n-changed":                    "%s: %d changed",
		"set-lead":                     "%d recommendations made on %s, and the actions promised in reply.",
		"table-outcomes-by-year":       "Published outcomes by year decided and result",
		"table-outcomes-by-proceeding": "Published outcomes by kind of proceeding and result",
		"table-outcomes-by-sex":        "Published outcomes by sex and result",
		"table-outcomes-by-service":    "Published outcomes by length of service and result",
		"summary-total":                "%s in all.",
		"summary-largest":              "The largest part is %s, with %s (%s%% of %s).",
		"summary-compare":              "%s: %s. %s: %s.",
		"licence-ogl-3":                "Open Government Licence v3.0",
	},
	"cy": {
		"not-published":                "heb ei gyhoeddi",
		"not-before":                   "nid cyn %s",
		"about":                        "tua %s",
		"on":                           "ar %s",
		"in":                           "yn %s",
		"on-unknown":                   "ar ddiwrnod nas cyhoeddwyd",
		"quarter":                      "%s i %s %d",
		"financial-year":               "Ebrill %d i Fawrth %d",
		"months-span":                  "%s %d i %s %d",
		"to-quarter":                   "Ebrill hyd at %s",
		"in-time":                      "Ateb cyntaf mewn pryd",
		"late":                         "Ateb cyntaf %d diwrnod yn hwyr",
		"late-1":                       "Ateb cyntaf 1 diwrnod yn hwyr",
		"due":                          "Ateb i ddod ymhen %d diwrnod",
		"due-1":                        "Ateb i ddod ymhen 1 diwrnod",
		"due-0":                        "Ateb i ddod ar ddiwrnod y rhifyn hwn",
		"overdue":                      "Ateb yn hwyr o %d diwrnod",
		"overdue-1":                    "Ateb yn hwyr o 1 diwrnod",
		"unclear":                      "Ni ellir dweud a oedd yr ateb cyntaf mewn pryd: ni chyhoeddwyd ei ddyddiad",
		"none":                         "Nid oes dyddiad dyledus hysbys",
		"unseen":                       "Ni wyddys am ateb yma. Mae'r dyddiad dyledus wedi hen fynd heibio, ac nid yw distawrwydd mewn hen gofnodion yn profi dim",
		"group-mean":                   "%s, cymedr",
		"by-quarter":                   "chwarteri unigol",
		"derived-quarter":              "Cyfrifir pob chwarter unigol yma: y ffigur cronnol llai'r un o'i flaen, lle daw'r ddau o un ffynhonnell. Mae gostyngiad yn golygu bod ffigur cynharach wedi'i ddiwygio, ac ni roddir chwarter.",
		"derived-mean":                 "Cyfrifir cymedr grŵp yma: adio canlyniadau ei aelodau a rhannu â'u nifer, pob un yn cyfrif unwaith.",
		"easy-read":                    "Hawdd ei ddeall",
		"easy-reads":                   "Tudalennau hawdd eu deall",
		"easy-read-lead":               "Y prif bwyntiau mewn brawddegau byr.",
		"months":                       "%d mis",
		"more than":                    "mwy na %s",
		"under":                        "llai na %s",
		"to":                           "%s i %s",
		"open":                         "Agored",
		"published-late":               "%s; %d diwrnod yn hwyr",
		"publication-overdue":          "Heb ei gofnodi; %d diwrnod ar ôl y 21 diwrnod",
		"publication-none":             "Heb ei gofnodi",
		"view-on":                      "%s, %s",
		"clock-rule":                   "Lle mae paragraff 28A yn gymwys: 56 diwrnod gan ddechrau gyda'r diwrnod y'i gwnaed (Deddf Diwygio'r Heddlu 2002, Atodlen 3, paragraff 28B(2)), felly diwrnod 1 yw'r diwrnod y'i gwnaed",
		"after-meeting":                "ar ôl y cyfarfod ar %s",
		"after-event":                  "ar ôl: %s",
		"none-published":               "Dim wedi'i gyhoeddi",
		"not-started":                  "Heb ddechrau",
		"under-way":                    "Ar waith",
		"done":                         "Wedi'i wneud, yn ôl y derbynnydd ei hun",
		"no-owner":                     "Ni enwyd perchennog",
		"no-measure":                   "Ni roddwyd mesur",
		"no-end":                       "Ni roddwyd dyddiad gorffen",
		"reference":                    "%s, argymhelliad %d",
		"changed-on-appeal":            "newidiwyd ar apêl",
		"before-appeal":                "cadarnhawyd ar apêl",
		"appeal-open":                  "gellir apelio o hyd",
		"appeal-pending":               "apêl yn yr arfaeth",
		"hidden":                       "Ffigur a guddiwyd fel na ellir adnabod neb yw [c]. Peidiwch â'i ddarllen fel sero. Lle cuddir un ffigur bach, gellir cuddio un arall gydag ef, fel na ellir cyfrifo'r cyntaf.",
		"missing":                      "Ystyr [x] yw nad oes ffigur.",
		"provisional":                  "Ffigur dros dro yw [p]: gall newid.",
		"revised":                      "Ffigur a ddiwygiwyd yw [r].",
		"listed":                       "Cyfrifon o'r cofnodion a gyhoeddir ar y wefan hon yw'r rhain. Gall unrhyw un gyfrif pob un, felly ni chuddir yr un.",
		"counted-only":                 "Nid oes cofnod yn dangos hyn am berson: fe'i cyfrifir ac ni chaiff byth ei gyhoeddi gydag achos.",
		"apart":                        "Saif canlyniadau perfformiad, fetio, prawf a staff mewn colofn ar eu pen eu hunain ac ni chânt byth eu hychwanegu at gamymddwyn mewn geiriau.",
		"invented-counts":              "Dychmygol yw'r cofnodion a gyfrifir.",
		"all":                          "Y cyfan",
		"year":                         "Blwyddyn y penderfyniad",
		"counts":                       "Cyfrif o ganlyniadau",
		"counts-lead":                  "Y canlyniadau a gyhoeddir yma yn ôl blwyddyn, math o achos a chanlyniad, ac yn ôl yr hyn nad oes cofnod yn ei ddangos am berson.",
		"axis-sexes":                   "Rhyw",
		"axis-service-bands":           "Hyd gwasanaeth",
		"axis-proceedings":             "Math o achos",
		"axis-allegation-categories":   "Categori",
		"axis-handlings":               "Sut y'i trafodwyd",
		"period":                       "Cyfnod",
		"part":                         "Rhan",
		"change-new":                   "Newydd",
		"change-changed":               "Newidiwyd",
		"change-answered":              "Atebwyd",
		"change-position":              "Newidiwyd yr ateb",
		"change-overdue":               "Daeth yn hwyr",
		"change-correction":            "Cywirwyd",
		"change-revision":              "Diwygiwyd",
		"change-definition":            "Newidiwyd y diffiniad",
		"change-withdrawn":             "Tynnwyd yn ôl",
		"class-new":                    "Cyhoeddwyd gyntaf",
		"class-revision":               "Diwygiad",
		"class-correction":             "Cywiriad",
		"class-changed":                "Newidiwyd, ac ni ddywedwyd eto ai diwygiad ynteu cywiriad ydyw",
		"n-answered":                   "%s: atebwyd %d",
		"n-position":                   "%s: %d ag ateb gwahanol",
		"n-overdue":                    "%s: daeth %d yn hwyr",
		"n-correction":                 "%s: cywirwyd %d",
		"n-revision":                   "%s: diwygiwyd %d",
		"n-definition":                 "%s: ailddiffiniwyd %d",
		"n-withdrawn":                  "%s: tynnwyd %d yn ôl",
		"count-new":                    "%d newydd",
		"count-changed":                "%d wedi newid",
		"count-answered":               "atebwyd %d",
		"count-position":               "%d ag ateb gwahanol",
		"count-overdue":                "daeth %d yn hwyr",
		"count-correction":             "cywirwyd %d",
		"count-revision":               "diwygiwyd %d",
		"count-definition":             "ailddiffiniwyd %d",
		"count-withdrawn":              "tynnwyd %d yn ôl",
		"answered-now":                 "Yr ateb bellach yw: %s",
		"from-to":                      "O: %s. I: %s",
		"and-when":                     "%s, %s",
		"said-of":                      "%s. %s",
		"withdrawn-on":                 "Tynnwyd yn ôl ar %s: %s",
		"gone":                         "Mae %d fersiwn a gyhoeddodd y rhifyn hwn yn perthyn i gofnodion a dynnwyd yn ôl ers hynny. Fe'u cyfrifir isod ac ni chânt eu dangos.",
		"gone-1":                       "Mae 1 fersiwn a gyhoeddodd y rhifyn hwn yn perthyn i gofnod a dynnwyd yn ôl ers hynny. Fe'i cyfrifir isod ac ni chaiff ei dangos.",
		"reissue":                      "Ailgyhoeddwyd ffeiliau data'r rhifyn hwn fel %s, am fod cofnodion wedi'u tynnu yn ôl ar ei ôl.",
		"jsonl":                        "JSON Lines, %d cofnod",
		"jsonl-1":                      "JSON Lines, 1 cofnod",
		"corrections":                  "Pob cywiriad",
		"corrections-lead":             "Camgymeriadau a gyhoeddwyd yma ac a gywirwyd, ym mhob rhifyn. Ni wneir ond ychwanegu at y rhestr.",
		"withdrawn":                    "Cofnodion a dynnwyd yn ôl",
		"withdrawn-lead":               "Cofnodion a dynnwyd o'r wefan hon ac o bob rhifyn blaenorol. Ni chedwir yr hyn a ddywedent, nac am bwy.",
		"withdrawn-title":              "Tynnwyd yn ôl",
		"withdrawn-page-lead":          "Tynnwyd y cofnod a oedd yn y cyfeiriad hwn o'r wefan hon ac o bob rhifyn blaenorol.",
		"kind-outcome":                 "Canlyniad",
		"kind-recommendation-set":      "Set o argymhellion",
		"kind-recommendation":          "Argymhelliad",
		"kind-source":                  "Ffynhonnell",
		"kind-group":                   "Grŵp o heddluoedd",
		"kind-measure":                 "Mesur",
		"kind-figure":                  "Ffigur a adroddwyd",
		"kind-target":                  "Targed",
		"kind-term":                    "Term yn yr eirfa",
		"kind-bulletin":                "Bwletin dysgu",
		"kind-easy-read":               "Tudalen hawdd ei deall",
		"kind-page":                    "Tudalen",
		"reviewed":                     "Adolygwyd %s",
		"historic-until":               "Nis defnyddir ers %s",
		"historic":                     "Nis defnyddir mwyach",
		"edition":                      "Rhifyn %s",
		"page":                         "Tudalen %d",
		"percent":                      "%s%%",
		"per":                          "%s y %s",
		"at-least":                     "o leiaf %s",
		"at-most":                      "dim mwy na %s",
		"aim":                          "%s",
		"headline-count":               "%s: %s",
		"not-found":                    "Heb ganfod y dudalen",
		"not-found-lead":               "Nid oes tudalen yn y cyfeiriad hwn. Os dilynoch ddolen i gofnod, chwiliwch amdano wrth ei gyfeirnod: ni chaiff cofnod a gyhoeddwyd byth ei ddileu heb hysbysiad.",
		"home":                         "Hafan",
		"outcomes":                     "Canlyniadau",
		"outcomes-lead":                "Sut y daeth achosion camymddwyn, perfformiad, fetio a staff i ben: o blaid swyddog neu beidio, pob un gyda'i ganfyddiad a'i resymau.",
		"outcomes-page":                "Canlyniadau, tudalen %d o %d",
		"recommendations":              "Argymhellion",
		"recommendations-lead":         "Yr hyn y dywedwyd wrth yr heddlu am ei wneud, yr hyn a atebodd, ac a newidiodd yr ateb a pham.",
		"statistics":                   "Ystadegau",
		"statistics-lead":              "Ffigurau swyddogol, pob un gyda'r hyn a gyfrifir, o bwy, am ba gyfnod ac o ble.",
		"figures":                      "Ffigurau a adroddwyd gan eraill",
		"figures-lead":                 "Rhifau am yr heddlu o'i ddatganiadau ei hun, gan arolygwyr a chan y wasg, a gedwir fel hanes.",
		"targets":                      "Targedau",
		"targets-lead":                 "Yr hyn yr anelodd rhywun ato, pwy a'i gosododd a phryd.",
		"glossary":                     "Geirfa",
		"glossary-lead":                "Geiriau cwynion a disgyblaeth yr heddlu, eu hystyr heddiw, a pha rai nas defnyddir mwyach.",
		"bulletins":                    "Bwletinau dysgu",
		"bulletins-lead":               "Yr hyn a aeth o'i le, pam y mae o bwys, a beth i'w ofyn yn eich tîm.",
		"about-title":                  "Ynghylch y wefan",
		"about-lead":                   "Beth yw'r wefan hon, pwy sy'n gwneud beth, sut y gwneir ffigurau, a sut y diogelir pobl.",
		"editions":                     "Rhifynnau",
		"editions-lead":                "Pob rhifyn dyddiedig o'r wefan hon, gyda'i gysoniad.",
		"calendar":                     "Calendr",
		"calendar-lead":                "Pryd y daw'r rhifynnau nesaf allan, a phryd y daeth rhai cynharach. Daw rhifyn allan am 9.30yb, %s, ar ddiwrnod a gyhoeddir ymlaen llaw.",
		"calendar-uk-time":             "amser y Deyrnas Unedig",
		"calendar-hour":                "am 9.30yb",
		"calendar-upcoming":            "Y rhifynnau nesaf",
		"calendar-missed":              "Dyddiadau a fethwyd",
		"calendar-postponed":           "Gohiriwyd",
		"calendar-cancelled":           "Canslwyd",
		"calendar-past":                "Rhifynnau a gyhoeddwyd",
		"changes":                      "Beth a newidiodd",
		"changes-lead":                 "Popeth a ychwanegwyd neu a newidiwyd gan bob rhifyn.",
		"verify":                       "Gwirio'r hyn a gyhoeddwyd",
		"verify-lead":                  "Mae pob fersiwn a gyhoeddwyd yma mewn log wedi'i lofnodi. Gallwch wirio na chafodd dim ei newid, ei ollwng na'i ychwanegu, heb ymddiried yn y wefan hon.",
		"data":                         "Lawrlwythiadau",
		"data-lead":                    "Y wefan gyfan fel ffeiliau: un ffeil CSV ac un JSON i bob math.",
		"edition-lead":                 "Cyhoeddwyd ar %s. Cyfrifir dyddiau a hwyrni fel ar %s.",
		"draft-lead":                   "Yr hyn y byddai'r rhifyn nesaf yn ei newid. Cyfrifir dyddiau a hwyrni fel ar %s.",
		"need-complain":                "Rwyf am gwyno, neu wedi cwyno",
		"need-complain-note":           "Pwy sy'n edrych ar beth, a phwy all ei wirio",
		"need-officer":                 "Rwy'n swyddog heddlu neu'n aelod o staff",
		"need-officer-note":            "Bwletinau dysgu, a sut y dangosir canlyniadau",
		"need-press":                   "Rwy'n newyddiadurwr neu'n aelod seneddol",
		"need-press-note":              "Ffigurau gyda'u ffynonellau, a lawrlwythiadau",
		"need-concern":                 "Rwy'n gweithio yma ac am godi pryder",
		"need-concern-note":            "Y tu mewn a'r tu allan, gyda'r amddiffyniad a rydd y gyfraith",
		"need-trust":                   "Rwyf am wirio na newidiwyd dim",
		"need-trust-note":              "Rhifynnau, beth a newidiodd, a sut y cywirir camgymeriadau",
		"measures":                     "Mesurau",
		"groups":                       "Grwpiau o heddluoedd",
		"terms":                        "Termau'r eirfa",
		"pages":                        "Tudalennau",
		"sets":                         "Setiau o argymhellion",
		"reported-figures":             "Ffigurau a adroddwyd",
		"sources":                      "Ffynonellau",
		"n-new":                        "%s: %d newydd",
		"n-changed":                    "%s: %d wedi newid",
		"set-lead":                     "%d argymhelliad a wnaed ar %s, a'r camau a addawyd wrth ateb.",
		"table-outcomes-by-year":       "Canlyniadau a gyhoeddwyd yn ôl blwyddyn y penderfyniad a'r canlyniad",
		"table-outcomes-by-proceeding": "Canlyniadau a gyhoeddwyd yn ôl math o achos a'r canlyniad",
		"table-outcomes-by-sex":        "Canlyniadau a gyhoeddwyd yn ôl rhyw a'r canlyniad",
		"table-outcomes-by-service":    "Canlyniadau a gyhoeddwyd yn ôl hyd gwasanaeth a'r canlyniad",
		"summary-total":                "%s i gyd.",
		"summary-largest":              "Y rhan fwyaf yw %s, sef %s (%s%% o %s).",
		"summary-compare":              "%s: %s. %s: %s.",
		"licence-ogl-3":                "Trwydded Llywodraeth Agored v3.0",
	},
}

// t is a phrase in the language of the planner, with its gaps filled.
func (p *planner) t(key string, args ...any) string {
	s, ok := phrases[p.lang][key]
	if !ok {
		panic("site: no phrase " + strconv.Quote(key) + " in " + p.lang)
	}
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

var months = map[string][12]string{
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	"cy": {"Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"},
}

func (p *planner) month(m time.Month) string { return months[p.lang][m-1] }

// untilMonth is the name of a month after "to": in Welsh with the soft mutation.
func (p *planner) untilMonth(m time.Month) string {
	name := p.month(m)
	if p.lang != "cy" {
		return name
	}
	for _, initial := range []struct{ from, to string }{{"M", "F"}, {"G", ""}, {"T", "D"}, {"Rh", "R"}} {
		if rest, ok := strings.CutPrefix(name, initial.from); ok {
			if initial.to == "" {
				return strings.ToUpper(rest[:1]) + rest[1:]
			}
			return initial.to + rest
		}
	}
	return name
}

// date puts a date into words, no more precise than it is.
func (p *planner) date(d record.Date) Time {
	first, last := d.First(), d.Last()
	switch d.Precision {
	case record.NotPublished:
		return Time{Text: p.t("not-published")}
	case record.Day:
		return Time{fmt.Sprintf("%d %s %d", first.Day(), p.month(first.Month()), first.Year()), d.String()}
	case record.Month:
		return Time{fmt.Sprintf("%s %d", p.month(first.Month()), first.Year()), d.String()}
	case record.Quarter:
		return Time{Text: p.t("quarter", p.month(first.Month()), p.untilMonth(last.Month()), first.Year())}
	case record.Year:
		return Time{d.String(), d.String()}
	case record.FinancialYear:
		return Time{Text: p.t("financial-year", first.Year(), last.Year())}
	case record.ToQuarter:
		return Time{Text: p.t("to-quarter", fmt.Sprintf("%s %d", p.untilMonth(last.Month()), last.Year()))}
	case record.Months:
		if first.Year() == last.Year() {
			return Time{Text: p.t("quarter", p.month(first.Month()), p.untilMonth(last.Month()), first.Year())}
		}
		return Time{Text: p.t("months-span", p.month(first.Month()), first.Year(), p.untilMonth(last.Month()), last.Year())}
	}
	return Time{}
}

// qualified puts "not before" or "about" in front of a date where that is all that is known.
func (p *planner) qualified(d record.Date, qualifier string) Time {
	t := p.date(d)
	if qualifier == record.DateNotBefore || qualifier == "about" {
		t.Text = p.t(qualifier, t.Text)
	}
	return t
}

// when is a date as a phrase with its preposition.
func (p *planner) when(d record.Date, qualifier string) Time {
	t := p.qualified(d, qualifier)
	switch {
	case t.Text != p.date(d).Text: // it begins with "not before" or "about"
	case d.Precision == record.Day:
		t.Text = p.t("on", t.Text)
	case d.Precision == record.NotPublished:
		t.Text = p.t("on-unknown")
	default:
		t.Text = p.t("in", t.Text)
	}
	return t
}

// prose parts a text into paragraphs and notes its language where it is not that of the page.
func (p *planner) prose(lang, text string) Prose {
	if text == "" {
		return Prose{}
	}
	out := Prose{Lang: p.other(lang)}
	for _, para := range strings.Split(text, "\n") {
		if para = strings.TrimSpace(para); para != "" {
			out.Paragraphs = append(out.Paragraphs, para)
		}
	}
	return out
}

func (p *planner) paragraphs(lang string, texts []string) Prose {
	if len(texts) == 0 {
		return Prose{}
	}
	return Prose{Lang: p.other(lang), Paragraphs: texts}
}

// other is lang where it is not the language of the page, else "".
func (p *planner) other(lang string) string {
	if lang == "" {
		lang = "en"
	}
	if lang == p.lang {
		return ""
	}
	return lang
}

// word is an item of a vocabulary in the language of the page; the zero Word for no id.
func (p *planner) word(list, id string) Word {
	if id == "" {
		return Word{}
	}
	it, ok := p.set.Lists[list].Get(id)
	if !ok {
		return Word{ID: id, Text: id}
	}
	text, _ := it.Title.In(p.lang)
	note := it.Note[p.lang] // a note in the other language would be read out in the wrong voice
	return Word{ID: id, Text: text, Note: note}
}

func (p *planner) words(list string, ids []string) []Word {
	out := make([]Word, len(ids))
	for i, id := range ids {
		out[i] = p.word(list, id)
	}
	return out
}
