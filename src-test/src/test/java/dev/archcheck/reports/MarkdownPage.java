package dev.archcheck.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** A page of Markdown, read by a parser of GitHub's dialect. */
final class MarkdownPage {

  /**
   * A row of a table.
   *
   * @param cells the text of each, of code spans, too
   */
  record Row(List<String> cells) {}

  private MarkdownPage() {}

  /** {@return all rows but the heads of a page that has nothing but text, lists and tables} */
  static List<Row> rows(String page) {
    Node root =
        Parser.builder()
            .extensions(List.of(TablesExtension.create(), AutolinkExtension.create()))
            .build()
            .parse(page);
    Reader reader = new Reader();
    root.accept(reader);
    return reader.rows;
  }

  private static final class Reader extends AbstractVisitor {

    private final List<Row> rows = new ArrayList<>();

    @Override
    public void visit(CustomNode node) {
      if (node instanceof TableRow row
          && !(row.getFirstChild() instanceof TableCell head && head.isHeader())) {
        List<String> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
          cells.add(text(cell));
        }
        rows.add(new Row(cells));
      }
      visitChildren(node);
    }

    private static String text(Node parent) {
      StringBuilder text = new StringBuilder();
      for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
        switch (node) {
          case Text plain -> text.append(plain.getLiteral());
          case Code code -> text.append(code.getLiteral());
          default -> text.append(text(node));
        }
      }
      return text.toString();
    }

    @Override
    public void visit(Text text) {
      // Outside of code GitHub makes links of people, issues, commits and addresses.
      assertThat(text.getLiteral())
          .doesNotContainPattern("@|#\\d|(?i)\\bgh-\\d|://|\\b[0-9a-f]{7,40}\\b|:[a-z]+:");
    }

    @Override
    public void visit(Link link) {
      throw new AssertionError("a link to " + link.getDestination());
    }

    @Override
    public void visit(LinkReferenceDefinition link) {
      throw new AssertionError("a link to " + link.getDestination());
    }

    @Override
    public void visit(Image image) {
      throw new AssertionError("an image of " + image.getDestination());
    }

    @Override
    public void visit(HtmlInline html) {
      throw new AssertionError("HTML: " + html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      throw new AssertionError("HTML: " + html.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock code) {
      throw new AssertionError("a block of code: " + code.getLiteral());
    }

    @Override
    public void visit(StrongEmphasis strong) {
      throw new AssertionError("strong: " + text(strong));
    }

    @Override
    public void visit(Emphasis emphasis) {
      // Only the last sentence, which is ours.
      Block paragraph = (Block) emphasis.getParent();
      assertThat(text(emphasis)).startsWith("Left out");
      assertThat(paragraph.getNext()).isNull();
    }
  }
}
