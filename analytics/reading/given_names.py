"""Given names that are common in Britain: one of several signs that capitalised words are a person's name, never the only one."""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
    aaron abbie abdul abdullah abigail adam adele adrian agnes ahmed aidan aileen aimee aisha alan alana alastair albert alec
    alex alexander alexandra alfie alfred ali alice alicia alison alistair allan allison alun alyson amanda amber amelia amina
    amir amy andrea andrew andy angela angie anika anil anita ann anna anne annabel annette annie anthea anthony antonia anwen
    april archie arthur asha ashley asif audrey ava ayesha barbara barry beatrice becky belinda ben benjamin bernadette
    bernard beth bethan bethany betty bev beverley bill billy bob bobby brad bradley brenda brendan brian bridget bronwen
    bruce bryan bryony callum calum cameron carl carla carly carmel carol carole caroline carolyn catherine cath cathy cecilia
    ceri charlene charles charlie charlotte chelsea cheryl chloe chris christina christine christopher ciara claire clara
    clare clive colette colin connor conor craig crispin cynthia daisy damian damien dan daniel danielle danny daphne darren
    dave david dawn dean deb debbie deborah debra declan deirdre denis dennis derek desmond diana diane dionne dominic donald
    donna dora doreen doris dorothy dougal douglas duncan dylan eddie edith edward edwin eileen elaine eleanor elena elizabeth
    ella ellen ellie elliot elliott elsie emilia emily emma eric erica erin esther ethan ethel eva evelyn faith farah fatima
    faye felicity ffion fiona florence frances francesca francis frank fraser fred freda frederick freya gail gareth garry
    gary gavin gaynor gemma geoff geoffrey george georgia georgina gerald geraldine gerard gill gillian gina gladys glen
    glenda glenn gloria glyn glynis gordon grace graeme graham grant greg gregory gurpreet gwen gwyneth hamza hannah harjit
    harold harpreet harriet harry hassan hayley hazel heather heidi helen helena henry hilary hilda holly hope howard hugh huw
    iain ian ibrahim imogen imran ingrid irene iris isaac isabel isabella isabelle isla isobel ivan ivy jack jackie jacob
    jacqueline jacqui jade jake jamal james jamie jan jane janet janette janice janine jas jasmine jason jayne jean jeanette
    jeff jeffrey jen jenna jennifer jenny jeremy jess jessica jill jillian jim jimmy jo joan joana joanna joanne jodie joe
    joel john johnny jon jonathan jordan joseph josephine josh joshua joy joyce juan jude judith judy julia julian julie june
    justin justine kamal karen karin karl kate katherine kathleen kathryn kathy katie katrina katy kay keiran keith kelly ken
    kenneth kerry kevin khadija khalid kieley kieran kim kimberley kiran kirsten kirsty kirstie krystyna kyle lara laura
    lauren laurence lawrence leah leanne lee leigh len lena leo leon leonard lesley leslie lewis liam lily linda lindsay
    lindsey lisa liz lizzie lloyd logan lorna lorraine louis louisa louise lucas lucinda lucy luke lydia lyn lynda lyndsey
    lynette lynn lynne mabel mackenzie madeleine madison maggie malcolm mandy manjit marc marcus margaret maria marian
    marianne marie marilyn marion marjorie mark marlene martha martin martina martyn mary maryam mathew matt matthew maureen
    maurice max maxine megan mel melanie melissa mercy meredith mia michael michaela michelle mick mike miles millie miranda
    miriam moira molly monica morag morgan muhammad mohammed mohamed muriel myra nadia nadine naomi natalie natasha nathan
    nathaniel naz nazir neil nell niall nicholas nick nicki nicola nicole nigel nikki nina noel nora noreen norma norman olga
    olive oliver olivia omar oscar owen paige pam pamela parveen pat patricia patrick paul paula pauline pawel penelope penny
    percy pete peter petra phil philip philippa phillip phoebe phyllis pippa piotr priya rachael rachel raj rajesh ralph
    rashid ravi ray raymond rebecca rebekah reece reena reginald rhian rhiannon rhys richard rita rob robert roberta robin
    robyn rod roderick rodney roger roisin roland ron ronald rory rosalind rosanna rose rosemary rosie ross rowena roy ruby
    rupert russell ruth ryan sabrina sadie saima sally salma sam samantha samina samuel sandeep sandra sangeeta sanjay sara
    sarah saskia scott sean seema shabana shane shannon sharon shaun shauna sheena sheila shelley shirley sian sidney simon
    simone sinead siobhan sonia sophia sophie stacey stanley stella stephanie stephen steve steven stewart stuart sue sunita
    susan susanna susanne susie suzanne sylvia tamara tammy tania tanya tara ted teresa terence terri terry tess thelma
    theresa thomas tia tim timothy tina toby tom tommy toni tony tracey traci tracy trevor trish trudy una ursula valerie
    vanessa vera verity vicki vicky victor victoria vijay vikki vincent viola violet vivian vivien vivienne wayne wendy
    wilfred will william wilma winifred yasmin yasmine yusuf yvette yvonne zahra zara zoe zoey
""".split()
)
"""Lower case."""
