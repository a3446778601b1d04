#pragma once

#include <cstdint>
#include <vector>

#include "python/api.h"
#include "python/pointer_map.h"

namespace graftwire::python {

/// What the frames that one context of a lane writes have given: to take it back where a frame is not sent,
/// and, of frames that are read later, to keep it until they have been.
class Given {
 public:
  /// `pins`: frames are read later, by another thread.
  explicit Given(bool pins = false) : pins_(pins) {}

  std::size_t count() const { return new_.size(); }
  /// No frame is being written.
  void settle() { new_.clear(); }
  bool pins() const { return pins_; }
  /// What the frame that has been written mentions, once for each time.
  std::vector<std::uint32_t> takePinned() { return std::move(pinned_); }

 private:
  friend class References;

  bool pins_;
  std::vector<std::uint32_t> new_;
  std::vector<std::uint32_t> pinned_;
};

/// The objects of Python that the other side of a session holds: each once, under an id, so that the same
/// object is the same reference again. Owns a reference to each until it is released. Used under the GIL.
class References {
 public:
  struct Answer {
    std::uint32_t id;
    /// It was in the table before, or may be received by another frame first.
    bool known;
  };

  /// The id of an object (borrowed), which is put into the table where it is not there.
  Answer give(PyObject* object, Given& given);
  /// The same for what is never given up, whatever becomes of the frame that it is given in.
  std::uint32_t keep(PyObject* object);
  /// A frame that was written since `given` counted this many is not sent: what is new in it is forgotten.
  void giveBack(Given& given, std::size_t count);
  /// A frame that mentioned these has been read: what stands for them on the other side holds them now.
  void unpin(const std::vector<std::uint32_t>& ids);
  /// Borrowed; nullptr where there is no such id.
  PyObject* find(std::uint64_t id) const { return id < objects_.size() ? objects_[id] : nullptr; }
  /// The other side holds an object no longer. Its end may run code of the user's, which may come back here.
  /// A frame that mentions it and has not been read yet keeps it: from there the other side gets it anew.
  void release(std::uint64_t id);
  void clear();
  std::size_t size() const { return ids_.size(); }

 private:
  std::uint32_t add(PyObject* object);
  bool isPinned(std::uint64_t id) const { return id < pins_.size() && pins_[id] != 0; }

  // By id; 0 is none.
  std::vector<PyObject*> objects_{nullptr};
  std::vector<std::uint32_t> pins_;
  std::vector<std::uint32_t> free_;
  PointerMap ids_;
};

}  // namespace graftwire::python
