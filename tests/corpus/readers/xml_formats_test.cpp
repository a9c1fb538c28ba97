// MedQuAD, MedlinePlus, JATS and PubMed.
#include "tests/corpus/readers/reading.h"

namespace medlar {
namespace {

using Names = std::vector<std::string>;

TEST(Medquad, ThreeSchemasOneArticle) {
  const std::string_view rows[] = {
      R"(<Document id="0000004" source="GARD" url="https://a/x"><Focus>Gout</Focus>
<FocusAnnotations><Synonyms><Synonym>Podagra</Synonym></Synonyms></FocusAnnotations><QAPairs>
<QAPair pid="1"><Question>What is Gout ?</Question><Answer>Pain.

  More   pain.</Answer></QAPair><QAPair pid="2"><Question>No answer ?</Question><Answer/></QAPair>
<QAPair pid="5"><Question>How ?</Question><Answer>So &amp; so.</Answer></QAPair></QAPairs></Document>)",
      R"(<doc docid="0000004" corpus="GARD" url="https://a/x"><doctitle-focus>Gout</doctitle-focus>
<Synonyms><Synonym>Podagra</Synonym></Synonyms><qaPairs><pair><question>What is Gout ?</question>
<answer>Pain.

More pain.</answer></pair><pair><question>No</question></pair><pair><question>How? ?</question>
<answer>So &amp; so.</answer></pair></qaPairs></doc>)",
      R"(<DiseaseFile fid="0000004" source="GARD" url="https://a/x"><Focus>Gout</Focus>
<Synonyms><Synonym>Podagra</Synonym></Synonyms><QAPairs><QAPair><Question>What is Gout?</Question>
<Answer>Pain.

More pain.</Answer></QAPair><QAPair/><QAPair><Question>How?</Question><Answer>So &amp; so.</Answer>
</QAPair></QAPairs></DiseaseFile>)",
  };
  for (const std::string_view xml : rows) {
    const Article article = read_one("medquad", xml);
    EXPECT_EQ(article.id, "GARD_0000004");
    EXPECT_EQ(article.title, "Gout");
    EXPECT_EQ(article.source, "GARD");
    EXPECT_EQ(article.url, "https://a/x");
    EXPECT_EQ(article.names, (Names{"Podagra"}));
    EXPECT_EQ(shown(article),
              "[2 What is Gout? #Sec1]\nPain.\n\nMore pain.\n[2 How? #Sec3]\nSo & so.\n");
  }
}

TEST(Medquad, AFileWithoutAnswersIsAnArticleWithoutText) {
  const Article article =
      read_one("medquad",
               "<Document id='1' source='ADAM'><Focus>X</Focus><QAPairs><QAPair><Question>Q"
               "</Question></QAPair></QAPairs></Document>");
  EXPECT_EQ(article.id, "ADAM_1");
  EXPECT_FALSE(has_text(article));
}

TEST(MedlinePlus, OneArticleATopic) {
  const Result<ReadResult> result =
      read_as("medlineplus", R"(<!DOCTYPE health-topics PUBLIC "x" "y">
<health-topics><health-topic title="Gout" url="https://a/g" id="7" language="English"
date-created="07/04/2012"><also-called>Podagra</also-called><full-summary>&lt;p&gt;Uric &lt;b&gt;acid
&lt;/b&gt;.&lt;/p&gt;&lt;h3&gt;Signs&lt;/h3&gt;&lt;ul&gt;&lt;li&gt;pain&lt;/li&gt;&lt;li&gt;heat
&lt;/li&gt;&lt;/ul&gt;</full-summary><see-reference>Podagra</see-reference><see-reference>Toe pain
</see-reference></health-topic><health-topic title="Gota" id="8" language="Spanish"/>
</health-topics>)");
  ASSERT_TRUE(result);
  ASSERT_EQ(result->articles.size(), 2U);
  const Article& article = result->articles[0];
  EXPECT_EQ(article.id, "medlineplus-7");
  EXPECT_EQ(article.title, "Gout");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.updated, "2012-07-04");
  EXPECT_EQ(article.source, "MedlinePlus");
  EXPECT_EQ(article.names, (Names{"Podagra", "Toe pain"}));
  EXPECT_EQ(shown(article), "[0 ]\nUric acid .\n[3 Signs]\npain\nheat\n");
  EXPECT_EQ(result->articles[1].language, "es");
}

constexpr std::string_view kJats = R"(<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "JATS.dtd" [<!ENTITY x "y"><!ENTITY bomb "&x;&x;">]>
<article xml:lang="en"><front><journal-meta><journal-title>J Test</journal-title></journal-meta>
<article-meta><article-id pub-id-type="pmid">5</article-id><article-id pub-id-type="pmc">12</article-id>
<title-group><article-title>On <italic>E. coli</italic> &beta;</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Lee</surname><given-names>Ann B</given-names>
</name><xref>1</xref></contrib><contrib contrib-type="editor"><name><surname>No</surname></name>
</contrib></contrib-group><pub-date pub-type="ppub"><year>2011</year></pub-date>
<pub-date pub-type="epub"><day>3</day><month>2</month><year>2010</year></pub-date>
<abstract><p>Short.</p></abstract></article-meta></front><body><p>Lead.</p><sec id="s1"><label>1.</label>
<title>Methods</title><p>We did<xref ref-type="bibr">1</xref>this [<xref>2</xref>–<xref>4</xref>],
10<sup>6</sup> times.<sup><xref>7</xref></sup></p><sec id="s2"><title>Cells</title><p>AT&T &bomb; p < 0.05</p>
<table-wrap><label>Table 1</label><caption><title>Doses.</title></caption><table><tr><th>Drug</th>
<td>5</td></tr></table></table-wrap></sec></sec></body><back><ref-list><ref id="r1"><label>1</label>
<element-citation><name><surname>Kim</surname><given-names>C</given-names></name>
<article-title>Why.</article-title><source>J X</source><year>2001</year></element-citation></ref></ref-list>
<ack><p>Thanks.</p></ack></back></article>)";

TEST(Jats, FullText) {
  const Article article = read_one("jats", kJats);
  EXPECT_EQ(article.id, "PMC12");
  EXPECT_EQ(article.title, "On E. coli β");
  EXPECT_EQ(article.source, "J Test");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.updated, "2010-02-03");
  EXPECT_EQ(article.authors, (Names{"Ann B Lee"}));
  EXPECT_EQ(shown(article),
            "[1 Abstract]\nShort.\n[0 ]\nLead.\n"
            "[1 Methods #s1]\nWe did¹ this [2–4], 10⁶ times.⁷\n"
            "[2 Cells #s2]\nAT&T &bomb; p < 0.05\n\nTable 1\n\nDoses.\n\nDrug; 5\n"
            "[1 Acknowledgements]\nThanks.\n[1 References]\n1 Kim C Why. J X 2001\n");
}

TEST(Jats, IdsInTheOrderOfPreference) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<article-id pub-id-type='doi'>10.1/x</article-id><article-id pub-id-type='pmcid'>PMC9"
       "</article-id>",
       "PMC9"},
      {"<article-id pub-id-type='doi'>10.1/x</article-id><article-id "
       "pub-id-type='pmid'>7</article-id>",
       "PMID7"},
      {"<article-id pub-id-type='publisher-id'>p</article-id><article-id pub-id-type='doi'>10.1/x"
       "</article-id>",
       "10.1/x"},
      {"<article-id pub-id-type='publisher-id'>p</article-id>", "p"},
      {"", "dir/a-page.txt"},
  };
  for (const auto& [ids, id] : rows) {
    EXPECT_EQ(read_one("jats", "<article><front><article-meta>" + std::string(ids) +
                                   "</article-meta></front></article>")
                  .id,
              id);
  }
}

TEST(Pubmed, Records) {
  const Result<ReadResult> result = read_as("pubmed", R"(<PubmedArticleSet><PubmedArticle>
<MedlineCitation><PMID>42</PMID><Article><Journal><JournalIssue><PubDate><Year>2018</Year>
<Month>May</Month></PubDate></JournalIssue><Title>J Test</Title></Journal>
<ArticleTitle>Mild asthma.</ArticleTitle><Abstract><AbstractText Label="BACKGROUND">Some
&#946;<sub>2</sub>.</AbstractText><AbstractText>More.</AbstractText></Abstract><AuthorList><Author>
<LastName>Lee</LastName><ForeName>Ann</ForeName></Author><Author><CollectiveName>The Group
</CollectiveName></Author></AuthorList><Language>spa</Language></Article><MeshHeadingList><MeshHeading>
<DescriptorName>Asthma</DescriptorName><QualifierName>drug therapy</QualifierName></MeshHeading>
</MeshHeadingList><KeywordList><Keyword>wheeze</Keyword></KeywordList></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation/></PubmedArticle></PubmedArticleSet>)");
  ASSERT_TRUE(result);
  ASSERT_EQ(result->articles.size(), 1U);
  const Article& article = result->articles[0];
  EXPECT_EQ(article.id, "PMID42");
  EXPECT_EQ(article.url, "https://pubmed.ncbi.nlm.nih.gov/42/");
  EXPECT_EQ(article.title, "Mild asthma");
  EXPECT_EQ(article.source, "J Test");
  EXPECT_EQ(article.updated, "2018-05");
  EXPECT_EQ(article.language, "es");
  EXPECT_EQ(article.authors, (Names{"Ann Lee", "The Group"}));
  EXPECT_EQ(shown(article),
            "[1 Background]\nSome β2.\n[1 Abstract]\nMore.\n"
            "[1 Keywords]\nAsthma / drug therapy\nwheeze\n");
  ASSERT_EQ(result->rejections.size(), 1U);
  EXPECT_EQ(result->rejections[0].code, "no_pmid");
}

TEST(Xml, BrokenXmlIsReadAsFarAsItGoesAndNamed) {
  const Result<ReadResult> result = read_as(
      "medquad",
      "<Document id='1' source='S'><Focus>Gout</Focus><QAPairs><QAPair><Question>Q</Question>"
      "<Answer>words</Answer></QAPair>");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->articles.at(0).sections.at(0).text, "words");
  ASSERT_EQ(result->rejections.size(), 1U);
  EXPECT_EQ(result->rejections[0].code, "broken_xml");
}

TEST(Xml, AnotherRootIsAnErrorWithARemedy) {
  for (const std::string_view format : {"medquad", "medlineplus", "jats", "pubmed"}) {
    const Result<ReadResult> result = read_as(format, "<other/>");
    ASSERT_FALSE(result) << format;
    EXPECT_NE(result.error().message.find("<other>"), std::string::npos);
    EXPECT_FALSE(result.error().hint.empty());
  }
}

}  // namespace
}  // namespace medlar
