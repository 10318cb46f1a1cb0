package dev.archcheck.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.verify.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleTextTest {

  @ParameterizedTest
  @EnumSource
  void everyRuleSaysWhatItIsWithinTheLimitsOfReaders(Rule rule) {
    RuleText text = RuleText.of(rule);

    assertThat(text.title()).hasSizeBetween(5, 100).doesNotEndWith(".").doesNotContain("[", "<");
    assertThat(text.meaning()).hasSizeBetween(20, 500).endsWith(".").doesNotContain("[", "<");
    assertThat(RuleText.name(rule)).matches("[A-Z][A-Za-z]+");
    assertThat(RuleText.topic(rule)).matches("[a-z-]+");
  }
}
