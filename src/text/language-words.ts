/** The short words that hold the sentences of a language together, by its BCP 47 tag: those with Latin letters. */
export const LANGUAGE_WORDS: Readonly<Record<string, string>> = {
  en:
    "the of and to in a is for that on with as it was by at from be has have are its an will said not this " +
    "his he who were been their they which or but more after about new than would up over could all had " +
    "one two also into out other when what how we you if can no her she first year years says company " +
    "people against most before between while during under last behind amid may should there some where s " +
    "t why today three near week each then because off them do does did every day days nobody never always " +
    "here whose our many others tell own again yesterday well itself only little something nothing my your " +
    "around still too being both since any down ever",
  de:
    "der die das und in den von zu mit ist im für auf nicht sich des dem ein eine als auch es an er hat " +
    "aus bei nach wird sind war wie um einen einem einer noch über nur zum zur so haben am dass sie werden " +
    "wurde wurden oder vor bis mehr durch kann aber gegen unter seit sagte will soll zwei jahr jahre " +
    "jahren unternehmen hatte sein seine ihre ihr wir ich was wenn wieder ab zwischen laut warum heute " +
    "drei woche jede dann doch weil galt alle jeden jeder tag tage niemand nie immer hier dort welche " +
    "unsere viele andere sagt geht können konnte muss müssen wollte würde mal gestern gut selbst allein " +
    "wenig etwas nichts ihnen mein erneut dabei damit beim ins vom ohne mehrere diese dieser dieses",
  fr:
    "le la les de des du et en un une est que qui dans pour pas sur au aux par avec plus ce il elle son sa " +
    "ses se ne d l s n c qu a ont été sont mais ou cette ces leur leurs comme après selon entre fait être " +
    "deux ans aussi sans nous vous était avait même contre lors dont où depuis encore tout avant sera vers " +
    "ainsi comment pourquoi trois près semaine chaque puis quand alors lundi tous toutes jour jours " +
    "personne jamais toujours ici quel quelle notre nos beaucoup autre autres dit va vont peut peuvent " +
    "doit veut avoir serait fois maintenant hier bien seulement peu lui y mon ma mes cela",
  es:
    "de la el en y que los del se las por un una con para su al es lo como más no ha sus este esta entre " +
    "sobre pero también fue son según desde hasta está han años dos año tras ya ser cuando muy sin donde " +
    "hay contra porque esto era había o e nos puede todo parte durante ante antes primera nuevo nueva hace " +
    "hacer cada ni ellos quien unos unas otro otra hoy todos todas día días nadie nunca siempre aquí cual " +
    "nuestra nuestro muchos otros dice dijo va van pueden debe quiere tiene sería vez ahora ayer bien " +
    "mismo poco solo les le me mi",
  pt:
    "de a o que e do da em um uma para com não os no na se por as dos das mais ao como mas foi é são pelo " +
    "pela sua seu aos à até já também está entre sobre ser tem após segundo disse anos ano nos nas num " +
    "numa ele ela isso este esta foram quando muito ou há ainda depois sem contra às seus suas antes nova " +
    "novo próxima próximo pelos pelas dois duas fazer pode só eles elas teve fim todos todas cada dia dias " +
    "ninguém nunca sempre ali aqui onde quem qual nossa nosso muitos muita outro outra outros dizer diz " +
    "vai vão podem deve devem quer ter tinha seria novamente vez desde porque agora hoje ontem bem mesmo " +
    "apenas qualquer pouco",
  it:
    "di il la che e in un una per del della con non si da le dei i al alla nel nella sono è più gli ha ma " +
    "anche come lo dal dalla sul sulla delle degli ai alle dell all l d nell sull dall essere stato stata " +
    "questo questa due anni dopo secondo tra fra o se suo sua loro hanno ci era già contro ancora dove " +
    "quando fino cui prima nuovo nuova perché oggi tre presso settimana ogni mentre poi senza così tutti " +
    "tutte giorno giorni nessuno mai sempre qui chi quale nostra nostro molti altro altra altri dice va " +
    "può possono deve vuole aveva sarebbe volta ora ieri bene stesso solo poco lei li mi ne",
  nl:
    "de het een van en in is dat op te met voor zijn die niet aan er om ook als bij naar door uit over dan " +
    "maar nog wordt werd heeft hebben was tot deze dit meer al kan zal worden of hij zij ze wel geen jaar " +
    "twee volgens tegen onder tussen nieuwe na omdat moet wil we hun haar zich waar zegt sinds werden " +
    "eerste had hoe nu drie week elk terwijl daarna zonder zo waarom alle elke dag dagen niemand nooit " +
    "altijd hier daar wie welke onze veel andere gaat kunnen kon moeten wilde zou keer vandaag gisteren " +
    "goed zelf alleen weinig iets niets hen mijn opnieuw vanaf tijdens toch hoofd dus deel",
  sv:
    "och i att det som en på är av för med den till inte har de ett om var från men sig så kan han hon " +
    "också efter vid nu mot under ska vi eller när över hade mer ut upp än sedan säger år där enligt sin " +
    "sina nya bli blir blev vara inom två utan mellan detta dessa andra fick får skulle alla första mycket " +
    "hur tre vecka varje medan varför bara då fortfarande dag dagar ingen aldrig alltid här vem vilken vår " +
    "många går kunde måste ville gång idag igår bra själv lite något inget dem min igen trots både hos " +
    "strax uppger gör göra",
  da:
    "og i at det en den til er som på de med han af for ikke der var sig et har om vi men hun nu over da " +
    "fra ud efter også kan skal vil mere siger være blev bliver år mod når eller havde under ved end op " +
    "hvor dette denne to nye mellem ifølge sin sit siden kun meget selv blevet hvad uden deres jeg får fik " +
    "ny første før hvis hvordan mens fordi stadig firs dem os man nogle flere sidste blandt inden alle " +
    "hver dag dage ingen aldrig altid her hvem hvilken vores mange andre går kunne måtte ville skulle gang " +
    "igår godt lidt noget intet min igen trods både hos oplyser gør gøre giver tager bruge sige så jo hans " +
    "hendes dog indtil foran uge hele samme",
  no:
    "og i at det en den til er som på de med han av for ikke der var seg et har om vi men hun nå over da " +
    "fra ut etter også kan skal vil mer sier være ble blir år mot når eller hadde under ved enn opp hvor " +
    "dette denne to nye mellom ifølge sin sitt siden bare mye selv blitt hva uten deres jeg ei fikk får ny " +
    "første før hvis hvordan mens fordi fortsatt fremdeles dem oss man noen flere siste blant innen slik " +
    "mandag noe alle hver dag dager ingen aldri alltid her hvem hvilken våre mange andre går kunne måtte " +
    "ville skulle gang godt litt ingenting min igjen tross både hos opplyser gjør gjøre gir tar bruke si " +
    "så jo hans hennes likevel fram foran uke hele samme gangen",
  fi:
    "ja on ei että oli se hän mutta kun joka myös sen ovat tai kuin niin jo ole mukaan sekä jos vain nyt " +
    "mitä eivät olla voi vuoden vuonna hänen ennen kanssa yli noin kertoo sanoo uusi uuden uutta ollut " +
    "olisi tämä tämän siitä jossa jonka jotka joita vielä kaksi mukana aikana koska kuitenkin sitä yhtiö " +
    "yhtiön jälkeen vuotta alkaa siksi näin miten heidän meidän ensi asiasta kaikki muun mikä tänään " +
    "uudesta sitten edelleen yhä saa päivä päivää kukaan koskaan aina täällä siellä kuka kenen monet muut " +
    "sanoi voivat pitää täytyy kerran taas eilen hyvin itse vähän jotain mitään heille minun uudelleen " +
    "alla yhden toinen toisen paljon muiden lähes asti mennessä ilman vastaan tällä kertaa",
  pl:
    "i w na z do się nie to że jest o od po za jak przez dla co ale są tym ma był oraz już tylko tego może " +
    "być jego które który która ich ten ta go też ze przed przy pod roku lat czy jeszcze bardzo nad między " +
    "bez aby gdy było była będzie raz także podczas według u a ponad nowy nowe została został dlaczego " +
    "dziś trzy tydzień każdy potem więc ponieważ kiedy przeciw każdego dzień dnia nikt nigdy zawsze tu tam " +
    "kto naszych wielu inni mówi mówią mogą musi chce miał miała znowu wczoraj dobrze sam mało coś nic im " +
    "mój jednej drugi dużo prawie razem tych pierwszy wobec którym podają twierdzi będą ludzi mu dlatego " +
    "niej ją by",
  cs:
    "a v na se je že s z do o to i za pro ve k si jsou by po jak ale od podle není byl byla bylo byly tak " +
    "který která které jako už také nebo jeho při aby až před jen má let jejich co roku ze bude ho tím " +
    "kteří mezi jsme než když ještě však řekl může kde pod více dva kvůli proti ji její jí nich kdy tato " +
    "tento tyto dnes nový nová nové svůj svým tři tří proč kterou kterého příští týden mnoho pouze protože " +
    "zda každý každou den dny nikdo nikdy vždy tu tam kdo náš mnozí jiní říká říkají uvedl uvedla mohou " +
    "musí chce měl měla znovu opět včera dobře sám málo něco nic jim můj jednom druhý hodně téměř bez " +
    "tentokrát tohoto těchto první vůči kterým během tvrdí budeme toho lidí mu či neboť proto ní",
  sk:
    "a v na sa je že s z do o to i za pre vo k si sú by po ako ale od podľa nie bol bola bolo boli tak " +
    "ktorý ktorá ktoré už aj alebo jeho pri aby až pred len má rokov ich čo roku zo bude ho ktorí medzi " +
    "sme než keď ešte však povedal môže kde pod viac tiež dva proti počas ju jej im nich ňom kým táto " +
    "tento tieto dnes nový nová nové svoj svojim tri troch prečo ktorej ktorého ktorým budúci týždeň mnoho " +
    "iba pretože každý každú deň dni nikto nikdy vždy tu tam kto náš mnohí iní hovorí hovoria môžu musí " +
    "chce mal mala znova opäť včera dobre sám málo niečo nič môj jednom druhý veľa takmer bez tentoraz " +
    "tohto týchto prvý voči uviedla uviedol tvrdí budeme toho ľudí mu či lebo preto nej",
  hu:
    "a az és hogy nem is egy van volt de meg ez azt csak már még el mint ha ki be vagy szerint után között " +
    "pedig illetve lehet ezt lesz több amely ami aki sem így kell során által majd mert két most olyan " +
    "akkor úgy voltak lett ezer milliárd év évben új ország ellen alatt jelentette első közölte miért " +
    "hogyan itt három mellett jövő héten minden mi nincs ezért nap napon senki soha mindig ott melyik mink " +
    "sokan mások mondja mondta tud tudja akar volna megint ma tegnap jól maga kevés valami semmi nekik " +
    "újra egyik másik sok szinte nélkül ezúttal azok ezek ezen azon való",
  ro:
    "de și în a la pe cu din că o care nu pentru este un al ale mai au fi fost sa se prin dar sunt lui ca " +
    "după ce sau despre între către fără când anul ani cel cea lor s le am dintre până acest această va " +
    "vor acum doar avea spus doi unei unui ei său potrivit față noua nou primul împotriva cum unde nouă " +
    "trei lângă săptămâna dacă ea nici toate asta toți fiecare zi zile nimeni niciodată aici cine noastră " +
    "mulți alt altă alții spune merge poate pot trebuie vrea era oară ieri bine chiar numai puțin îi îl " +
    "își astăzi",
  tr:
    "ve bir bu da de için ile olarak çok daha olan en gibi kadar sonra ne ancak var ya o ise ki her göre " +
    "olduğu yeni yıl ama oldu iki tarafından üzerinde etti dedi büyük ilk değil arasında şu bin milyon " +
    "edildi olduğunu yılında önce veya mi bile diye karşı son eden açıkladı neden nasıl bugün üç yanında " +
    "gelecek hafta tüm kendi bunu onun yok gün kimse hiç hep burada orada kim hangi bizim birçok diğer " +
    "diyor söyledi olur gerek istiyor vardı yine dün iyi kendisi az şey onlara benim yeniden tek öteki " +
    "neredeyse kez bildirdi olacak insan yüzden sadece biz ben böyle ardından",
  id:
    "yang dan di dengan untuk dari pada tidak ini itu dalam akan adalah oleh juga telah ke karena sebagai " +
    "bisa ada kata tahun mereka lebih dapat atau saat menjadi setelah sudah para bahwa secara masih " +
    "seperti antara hari baru kami orang dia kepada tersebut sejak hingga serta namun belum ujar sebelum " +
    "pertama bagaimana mengapa kini tiga dekat pekan setiap kemudian selalu pernah sini sana siapa kita " +
    "banyak lain mengatakan harus ingin punya lagi kali kemarin baik sendiri sedikit sesuatu apa saya " +
    "semua satu dua hampir tanpa jadi maka hanya bukan agar sangat jika ia tetapi tapi pun",
  vi:
    "của và là các được trong cho không người một những với này đã có để theo từ khi đến cũng vào ra năm " +
    "sẽ tại về nhiều hơn như sau công trên bị phải nhưng đang lại do việc ông ngày mới hai qua nước cuộc " +
    "thể vì sao thế nào hôm nay ba gần tuần mỗi rồi ai bao giờ luôn đây đó chúng tôi ta họ khác nói cần " +
    "muốn tốt tự ít gì cả bạn rất thì mà nên vẫn còn nếu hay đều lần đầu biết",
  ca:
    "de la el els les i que en un una per amb del al dels als és no ha han més com es va seva seu seves " +
    "seus aquest aquesta són però també l d s entre sobre segons fins anys després ja ser molt on sense " +
    "contra perquè dos quan hi ho pel pels havia ara any tot van nou nova durant abans primer avui tres " +
    "vora setmana cada mentre així fa li tots totes dia dies ningú mai sempre aquí qui quin nostra nostre " +
    "molts altre altra altres diu pot poden té vol seria cop vegada ahir bé mateix només poc fer aquests " +
    "aquestes ells sota fora",
  hr:
    "i u je na se da za od su s o koji koja koje će bi kao iz ne što nije ali više po bio bila biti te li " +
    "do kako ili samo godine godina nakon sve prema jer oko između još već također protiv kad sam smo ga " +
    "mu rekao uz pri tri dva tijekom tvrtka nego kada novi koju a ovo kod prije zašto svoju svoj njih " +
    "danas nova novo nove triju dvije no ta taj tako jedan jednu tjedna sada oni nisu svaki svakog dan " +
    "dana nitko nikad uvijek tu tamo tko kojeg naš mnogi drugi kaže kažu rekla mogu mora želi imao imala " +
    "opet ponovno jučer dobro malo nešto ništa im moj jednom puno gotovo bez ovaj put tog tih prvi prvo " +
    "među kojim javlja tvrdi bit ljudi stoga njoj vijest zbog ima",
  sl:
    "in je v na za da se so z ki s pa bi po ne kot od tudi pri o še ali do bo ni iz bil bila bilo bili več " +
    "le že med leta let ter kar svoje zaradi lahko ker jih ob vse tem kako sta jo ga ko če proti pred brez " +
    "nov nova leto bodo kjer katerih katerem podjetje pravi pod zakaj kdaj svojo svoj njih danes novo nove " +
    "treh dve ta ti tako en eno tedna zdaj oni niso vendar kateri katera saj vsak vsakega dan dni nihče " +
    "nikoli vedno tu tam kdo katerega naš mnogi drugi pravijo dejal mora želi imel imela spet znova včeraj " +
    "dobro sam malo nekaj nič jim moj enem veliko skoraj tokrat tega teh prvi prvo katerim sporočajo trdi " +
    "bosta ljudi zato samo njej ima smo mu nad okoli",
  lt:
    "ir į kad iš yra su bei ne tai buvo kaip po bet nuo o už dėl apie prie taip per arba jau dar metų bus " +
    "tik jo jos jie savo kuris kuri kurie tarp gali pagal sako teigia labai prieš iki daugiau metais ši " +
    "šis tačiau pasak būti mln eurų metus naują dvi du nauja liko kodėl kada kol dabar trijų vis to šią " +
    "savaitę ar visi jų mažiau nes tada kiekvienas kasdien diena dieną niekas niekada visada čia ten kas " +
    "kurio mūsų daug kiti galima turi nori turėjo vėl šiandien vakar gerai pats mažai kažkas nieko jiems " +
    "mano viename kitas beveik šį kartą šio pirmas pirmą kuriuo praneša žmonių todėl be kai",
  lv:
    "un ir no ar uz par kas ka tas to bet arī lai vai nav bija pēc tika kā pie gan pret jau vēl tiek gada " +
    "gadā gadu tikai būs viņš viņa kuri kurš starp ja pat līdz tomēr vairāk šo ko ļoti savu tā eiro " +
    "uzņēmums divi jaunu pirms kurā vairs kāpēc kad tagad jauns trim šonedēļ visi viņu mazāk jo tad kur " +
    "pēdējā pats virs katrs katru diena dienu neviens nekad vienmēr šeit tur kura mūsu daudz citi saka var " +
    "jābūt grib atkal šodien vakar labi maz kaut nekas viņiem mans vienā cits gandrīz šoreiz šī pirmais " +
    "ziņo cilvēku tāpēc bez nevis jaunus",
  et:
    "ja on ei et see oli aga ka kui mis ning oma tema selle või mida kes nii veel pärast aasta aastal " +
    "aastat kuid siis ta nad olla saab kõik juba ole enne üle kohta välja seda mille poolt vastu koos eest " +
    "sest nende rohkem tuleb pole ütles sõnul uue uus kaks teatas pea miks millal nüüd kolme juures " +
    "järgmisel nädalal kõigi ma me vähem ikka siin seal oleks läbi tagasi iga päev päeva keegi kunagi " +
    "alati kelle meie meil paljud teised ütleb saavad peab taas jälle täna eile hästi ise vähe midagi " +
    "neile minu uuesti all ühe ühel teine teise palju peaaegu kuni ilma seekord millest veidi enam mitte " +
    "selles sellest eelmisel tule",
  sq:
    "të e në dhe i me që për një nga është së u nuk ka kanë do si edhe ky kjo më por pas tij saj tyre " +
    "ishte duke se janë mund këtë prej ndërsa deri ose vit vitin vitet sipas gjatë mes kundër shumë tha " +
    "disa pa ku kur asaj pasi dy re cila cili pse këto çdo tani ri tre pranë javën nëse asnjë vetëm para " +
    "ditë dite askush kurrë gjithmonë këtu atje kush cilin ynë tjerë thotë thonë duhet kishte sërish sot " +
    "dje mirë vetë pak diçka asgjë atyre im njërin tjetër gati herë parë cilën njofton njoftojnë njerëz " +
    "prandaj dielën",
};
