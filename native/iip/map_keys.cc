#include "iip/map_keys.h"

#include <algorithm>
#include <cstring>

#include "iip/extension_type.h"
#include "iip/number_identity.h"

namespace graftwire::iip {

namespace {

/// What a key is to the comparison. Texts with and without lone surrogates are different texts of one kind.
enum class Sort : std::uint8_t { nil, number, text, bytes, extension };

Sort sortOf(const Value& key) {
  if (NumberIdentity::has(key)) return Sort::number;
  switch (key.token) {
    case Token::text:
      return Sort::text;
    case Token::bytes:
      return Sort::bytes;
    case Token::extension:
      return key.extension == static_cast<std::int8_t>(ExtensionType::text) ? Sort::text : Sort::extension;
    default:
      return Sort::nil;
  }
}

/// Equal keys must have equal hashes. The rest is speed: where a sender makes hashes collide, contents are
/// compared.
class Hash {
 public:
  explicit Hash(std::uint64_t seed) : state_(seed) {}

  void add(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15u;
    state_ ^= state_ >> 32;
  }

  void add(const std::uint8_t* data, std::size_t length) {
    add(length);
    std::uint64_t word = 0;
    for (; length >= sizeof word; data += sizeof word, length -= sizeof word) {
      std::memcpy(&word, data, sizeof word);
      add(word);
    }
    word = 0;
    if (length > 0) std::memcpy(&word, data, length);
    add(word);
  }

  std::uint32_t value() const { return static_cast<std::uint32_t>(state_); }

 private:
  std::uint64_t state_;
};

std::uint32_t hashOf(const Value& key) {
  const Sort sort = sortOf(key);
  Hash hash(static_cast<std::uint64_t>(sort));
  if (sort == Sort::number) {
    const NumberIdentity number = NumberIdentity::of(key);
    hash.add(static_cast<std::uint64_t>(number.kind));
    hash.add(number.bits);
    hash.add(number.data, number.length);
  } else if (sort != Sort::nil) {
    hash.add(key.data, key.length);
  }
  return hash.value();
}

int compare(const Value& left, const Value& right) {
  const Sort sort = sortOf(left);
  const Sort other = sortOf(right);
  if (sort != other) return sort < other ? -1 : 1;
  if (sort == Sort::nil) return 0;
  if (sort == Sort::number) return NumberIdentity::of(left).compare(NumberIdentity::of(right));
  if (sort == Sort::extension && left.extension != right.extension)
    return left.extension < right.extension ? -1 : 1;
  if (left.length != right.length) return left.length < right.length ? -1 : 1;
  return left.length == 0 ? 0 : std::memcmp(left.data, right.data, left.length);
}

}  // namespace

void MapKeys::add(const std::uint8_t* at, const Value& key, std::size_t bytesLeft) {
  if (keys_.size() == keys_.capacity()) {
    // Each further key takes two bytes with its value, so the doubling stops at what can still come.
    const std::size_t most = keys_.size() + 1 + bytesLeft / 2;
    keys_.reserve(std::min(keys_.size() * 2 + 1, most));
  }
  keys_.push_back({hashOf(key), static_cast<std::uint32_t>(at - begin_)});
}

Value MapKeys::read(const Key& key) const {
  // It has been read before, so it is whole and no container.
  constexpr Limits ofOneKey{UINT32_MAX, 1, 0, 0};
  Value value;
  ValueReader(begin_ + key.offset, end_, ofOneKey).read(value, 0);
  return value;
}

bool MapKeys::closeMap(std::size_t first) {
  if (keys_.size() < first + 2) {
    keys_.erase(keys_.begin() + static_cast<std::ptrdiff_t>(first), keys_.end());
    return false;
  }
  const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(first);
  const auto comparison = [this](const Key& left, const Key& right) {
    if (left.hash != right.hash) return left.hash < right.hash ? -1 : 1;
    return compare(read(left), read(right));
  };
  std::sort(begin, keys_.end(),
            [&](const Key& left, const Key& right) { return comparison(left, right) < 0; });
  const auto same = std::adjacent_find(
      begin, keys_.end(), [&](const Key& left, const Key& right) { return comparison(left, right) == 0; });
  const bool found = same != keys_.end();
  keys_.erase(begin, keys_.end());
  return found;
}

}  // namespace graftwire::iip
