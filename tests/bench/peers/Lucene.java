// Lucene as a peer of tools/bench: English analyzer, one field of title and text, stored text.
//   java Lucene index ROWS.tsv DIR
//   java Lucene search DIR QUERIES [highlight]      ten hits a line of QUERIES
// A row is a number, an identifier, a title and a text.
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.highlight.Highlighter;
import org.apache.lucene.search.highlight.QueryScorer;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

public class Lucene {
  static final Analyzer ANALYZER = new EnglishAnalyzer();

  static void index(String rows, String directory) throws Exception {
    IndexWriterConfig config = new IndexWriterConfig(ANALYZER);
    config.setRAMBufferSizeMB(256);
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(Path.of(directory)), config);
        BufferedReader lines = Files.newBufferedReader(Path.of(rows), StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] row = line.split("\t", -1);
        Document document = new Document();
        document.add(new StringField("id", row[1], Field.Store.YES));
        document.add(new StoredField("title", row[2]));
        document.add(new TextField("text", row[2] + " " + row[3], Field.Store.YES));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  static void search(String directory, String queries, boolean highlights) throws Exception {
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(Path.of(directory)))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      QueryBuilder builder = new QueryBuilder(ANALYZER);
      StringBuilder out = new StringBuilder();
      for (String line : Files.readAllLines(Path.of(queries), StandardCharsets.UTF_8)) {
        Query query = builder.createBooleanQuery("text", line);
        if (query == null) continue;
        for (ScoreDoc hit : searcher.search(query, 10).scoreDocs) {
          Document document = searcher.doc(hit.doc);
          out.append(document.get("id")).append('\t').append(hit.score).append('\n');
          if (!highlights) continue;
          Highlighter highlighter = new Highlighter(new QueryScorer(query));
          out.append(highlighter.getBestFragment(ANALYZER, "text", document.get("text")));
        }
      }
      System.out.print(out);
    }
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("index")) {
      index(arguments[1], arguments[2]);
    } else {
      search(arguments[1], arguments[2], arguments.length > 3);
    }
  }
}
