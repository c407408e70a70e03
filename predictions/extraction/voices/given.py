"""Given names that are common in English texts, written down from memory; no place, month or common word is among them."""

from predictions.extraction.words import lexicon as lex

GIVEN = lex.words(
    """
    aaron abdul abigail ada adam adele adrian agnes ahmad ahmed aidan aino aisha akiko akira alan
    albert alejandro alex alexander alexandra alexis alfred ali alice alicia alison allan allen
    alvin amanda amelia amina amir amit amy ana anand anastasia andre andrea andreas andrei andrew
    andy angela angus anil anita ann anna anne annie anthony antoine anton antonio arjun arnold
    arthur arun arvind ashley astrid audrey ava barbara barry bart beatrice becky ben benedict
    benjamin bernard bernie beth betty beverly bill billy bo bob bobby boris brad bradley brandon
    brenda brendan brent brett brian bridget bruce bruno bryan caitlin caleb calvin cameron camille
    carl carla carlos carmen carol caroline carolyn casey catherine cathy cecilia charles charlie
    charlotte chen cheryl chidi chloe chris christian christina christine christopher cindy claire
    clara clark claude claudia clement clifford clint colin connie conor corey craig cristina
    curtis cynthia dan dana daniel daniela danny darren dave david dean deborah debra deepak denis
    dennis derek diana diane diego dmitri dmitriy dmitry dominic don donald donna doris dorothy
    doug douglas dragan duncan dustin dwight dylan ed eddie edgar edith edmund eduardo edward edwin
    eero eileen elaine eleanor elena eli elias elijah eliot elisabeth elizabeth ella ellen elliot
    elliott elon elsa emeka emiko emil emily emma emmanuel eric erica erik erin ernest esther ethan
    eugene eva evan evelyn ezra fatima felix fernando finn fiona frances francesca francis
    francisco francois frank franklin fred frederick freya gabriel gareth garry gary gavin gene
    geoff geoffrey george gerald gerard gilbert gina giovanni giulia glenn gloria gordon graham
    greg gregory gunnar gustavo hannah hans hao harold harriet harry haruki harvey hassan heather
    hector heidi helen helena henrik henry herbert herman hiroshi holly howard hugh hugo hyun ian
    ibrahim igor ilya ines ingrid irene isaac isabel isabella ivan ivana ivar jack jackie jackson
    jacob jacqueline jake james jamie jan jane janet janice jared jason javier jay jean jeff
    jeffrey jennifer jenny jeremy jerome jerry jesse jessica jessie jill jim jimmy jing jiri jisoo
    joan joanna joanne joe joel johan johannes john johnny jon jonas jonathan jorge jose josef
    joseph josephine josh joshua joyce juan juanita judith judy jukka julia julian julie justin
    karen karin karl katarina kate katherine kathleen kathryn kathy katie keith kelly ken kenji
    kenneth kevin khalid kim kiran kirk kirsten klaus knut kofi kristen kristin kumar kurt kwame
    kyle lakshmi lance larry lars laura lauren laurence laurie lawrence layla leah lee leila lena
    leo leon leonard leslie lewis liam linda lisa liz lloyd lois lorenzo louis louise lucas lucia
    lucy luis luke lydia lynn magda maggie mahmoud maja malcolm manuel marc marcel marco marcus
    marek margaret maria marie marilyn mario marion marissa marjorie mark markus marshall marta
    martha martin marvin mary mateo mathew matt matthew matthias maurice max maxine maya meera
    megan mei melanie melinda melissa melvin michael michel michelle miguel mike mikhail mila milan
    mildred miles milton miriam mitch mitchell mohamed mohammed molly mona monica morris muhammad
    mustafa nadia nancy naoki naomi natalia natalie natasha nathan nathaniel neha neil ngozi
    nicholas nick nicola nicolas nicole nigel nikhil nikita nikola nils nina noah noel nora norma
    norman nour olaf ole oleg olga oliver olivia omar oscar otto owen pablo pam pamela paolo pascal
    pat patricia patrick paul paula pauline pawel pedro peggy pekka penny perry pete peter phil
    philip philippe phillip phoebe pierre piotr pooja priya rachel rafael rahul raj rajesh ralph
    ramesh ramona randall randy raphael ravi ray raymond rebecca reginald rene rhonda ricardo
    richard rick ricky rita rob robert roberta roberto robin rodney rodrigo roger rohan rohit
    roland ron ronald rory rosa rosemary ross roy ruben rudolf rupert russ russell ruth ryan
    sabrina sachin sakura sally salman sam samantha samir samira samuel sandra sanjay sara sarah
    satya scott sean sebastian serena sergei sergey sergio seth shane shannon sharon shaun shawn
    sheila shelley sheryl shirley shreya sidney signe simon simone sofia sonia sophia sophie stacy
    stan stanley stefan stella stephanie stephen steve steven stewart stuart sue sundar sunil
    sunita susan suzanne sven svetlana sylvia takashi tamara tanya tara tariq tatiana ted teresa
    terrence terry thelma theo theodore theresa thomas tiffany tim timo timothy tina toby todd tom
    tomas tomasz tommy toni tony tracy travis trevor tristan tyler uma ursula valentina valerie
    vanessa vera vernon veronica vicki vicky victor vijay vikram vince vincent vivian vladimir
    walter warren wayne wei wendy werner wesley wilhelm william willie wilson xavier xin yan yann
    yasmin yelena yolanda yoshua youssef yuki yuri yusuf yvonne zach zachary zoe zofia zoran
"""
)
